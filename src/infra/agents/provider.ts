import { PROVIDER_IDS, type ProviderId } from '../../domain/agents/provider-id.ts';

/** Name of a provider in messages, and its settings. */
export interface ProviderNames {
  /** Name at the start of a sentence. */
  readonly label: string;
  readonly keyVariable: string;
  readonly baseUrlVariable: string;
  /** The setting that names the models. */
  readonly modelVariable: string;
  /** Path to add to an address without a path. */
  readonly path: string;
}

export const PROVIDERS: Readonly<Record<ProviderId, ProviderNames>> = {
  anthropic: named('Anthropic', 'ANTHROPIC', '/v1'),
  openai: named('OpenAI', 'OPENAI', '/v1'),
  openrouter: named('OpenRouter', 'OPENROUTER', '/api/v1'),
  mistral: named('Mistral', 'MISTRAL', '/v1'),
  gemini: named('Gemini', 'GEMINI', '/v1beta'),
  xai: named('xAI', 'XAI', '/v1'),
  local: { ...named('The local server', 'ARAGORA_LOCAL', '/v1'), modelVariable: 'ARAGORA_LOCAL_MODEL' },
};

/** A provider that is ready to be called. */
export interface ConfiguredProvider {
  readonly id: ProviderId;
  /** null only for a local server without a key. */
  readonly apiKey: string | null;
  /** null for the default address of the provider. */
  readonly baseUrl: string | null;
}

function named(label: string, prefix: string, path: string): ProviderNames {
  return {
    label,
    keyVariable: `${prefix}_API_KEY`,
    baseUrlVariable: `${prefix}_BASE_URL`,
    modelVariable: 'ARAGORA_MODELS_FILE',
    path,
  };
}

export function isProviderId(id: string): id is ProviderId {
  return (PROVIDER_IDS as readonly string[]).includes(id);
}
