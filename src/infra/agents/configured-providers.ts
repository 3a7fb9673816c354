import type { ProviderId } from '../../domain/agents/provider-id.ts';
import type { ConfigOf } from '../config/setting.ts';
import { type ConfiguredProvider, PROVIDERS } from './provider.ts';
import type { AGENT_SETTINGS } from './settings.ts';

/** Providers with a key, in the order of `PROVIDERS`. The local server only needs an address. */
export function configuredProviders(config: ConfigOf<typeof AGENT_SETTINGS>): readonly ConfiguredProvider[] {
  const remote: readonly ConfiguredProvider[] = [
    keyed('anthropic', config.anthropicApiKey, config.anthropicBaseUrl),
    keyed('openai', config.openaiApiKey, config.openaiBaseUrl),
    keyed('openrouter', config.openrouterApiKey, config.openrouterBaseUrl),
    keyed('mistral', config.mistralApiKey, config.mistralBaseUrl),
    keyed('gemini', config.geminiApiKey, config.geminiBaseUrl),
    keyed('xai', config.xaiApiKey, config.xaiBaseUrl),
  ].filter(({ apiKey }) => apiKey !== null);
  const { localBaseUrl, localApiKey } = config;
  return localBaseUrl === undefined ? remote : [...remote, keyed('local', localApiKey, localBaseUrl)];
}

function keyed(id: ProviderId, apiKey: string | undefined, baseUrl: string | undefined): ConfiguredProvider {
  return { id, apiKey: apiKey ?? null, baseUrl: baseUrl === undefined ? null : completed(baseUrl, PROVIDERS[id].path) };
}

/** Adds the path of the API to an address without path: `http://localhost:11434` becomes `http://localhost:11434/v1`. */
function completed(baseUrl: string, path: string): string {
  return new URL(baseUrl).pathname === '/' ? `${new URL(baseUrl).origin}${path}` : baseUrl;
}
