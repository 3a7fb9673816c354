import type { wrapLanguageModel } from 'ai';
import type { ConfiguredProvider, ProviderId } from './provider.ts';

/** A model as the SDK calls it. Always an object: a bare name would go to a gateway of the SDK's maker. */
export type SdkModel = Parameters<typeof wrapLanguageModel>[0]['model'];

export type ModelMaker = (model: string) => SdkModel;

interface Settings {
  readonly apiKey: string;
  readonly baseURL?: string;
  readonly fetch: typeof fetch;
}

// Loaded when first needed: together they take as long to load as the server takes to answer a hundred queries.
const MAKERS: Readonly<Record<ProviderId, (settings: Settings) => Promise<ModelMaker>>> = {
  anthropic: async (settings) => (await import('@ai-sdk/anthropic')).createAnthropic(settings),
  openai: async (settings) => (await import('@ai-sdk/openai')).createOpenAI(settings).responses,
  openrouter: async (settings) => {
    const { createOpenRouter } = await import('@openrouter/ai-sdk-provider');
    const openrouter = createOpenRouter({ ...settings, compatibility: 'strict' });
    return (model) => openrouter.chat(model, { usage: { include: true } });
  },
  mistral: async (settings) => (await import('@ai-sdk/mistral')).createMistral(settings),
  gemini: async (settings) => (await import('@ai-sdk/google')).createGoogleGenerativeAI(settings),
  xai: async (settings) => (await import('@ai-sdk/xai')).createXai(settings).responses,
  local: async ({ baseURL = '', ...settings }) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const shared = { name: 'local', includeUsage: true, supportsStructuredOutputs: true };
    return createOpenAICompatible({ ...shared, ...settings, baseURL });
  },
};

export function modelMaker({ id, apiKey, baseUrl }: ConfiguredProvider): Promise<ModelMaker> {
  return MAKERS[id]({ apiKey: apiKey ?? '', ...(baseUrl === null ? {} : { baseURL: baseUrl }), fetch: withoutDetours });
}

/** A redirect would carry key and prompt to wherever it points. */
const withoutDetours: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' });

/** Answers are not kept by the provider where that can be said. */
export const PROVIDER_OPTIONS = { openai: { store: false }, xai: { store: false } };
