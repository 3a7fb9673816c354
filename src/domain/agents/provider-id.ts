/** The providers that Aragora can call, as spelled in models, settings and records. */
export const PROVIDER_IDS = ['anthropic', 'openai', 'openrouter', 'mistral', 'gemini', 'xai', 'local'] as const;

export type ProviderId = (typeof PROVIDER_IDS)[number];
