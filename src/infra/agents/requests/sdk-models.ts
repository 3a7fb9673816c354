import type { wrapLanguageModel } from 'ai';
import type { ProviderId } from '../../../domain/agents/provider-id.ts';
import type { ConfiguredProvider } from '../provider.ts';
import { composeOnly } from './compose-only.ts';

/** A model of the SDK. Always an object: the SDK sends calls of a bare name to the gateway of its maker. */
export type SdkModel = Extract<Parameters<typeof wrapLanguageModel>[0]['model'], { specificationVersion: 'v4' }>;

export type ModelMaker = (model: string) => SdkModel;

interface Settings {
  readonly apiKey: string;
  readonly baseURL?: string;
  readonly fetch: typeof fetch;
}

// Loaded on first use: loading all of them takes as long as a hundred queries.
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
  return MAKERS[id]({ apiKey: apiKey ?? '', ...(baseUrl === null ? {} : { baseURL: baseUrl }), fetch: composeOnly });
}

/** Options by which providers do not store answers. */
export const PROVIDER_OPTIONS = { openai: { store: false }, xai: { store: false } };
