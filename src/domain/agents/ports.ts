import type { Agent, AgentInfo } from './agent.ts';
import type { ModelEntry } from './catalogue.ts';
import type { ModelRef } from './language-model.ts';

/** A provider of language models, with its configuration on this server. */
export interface ProviderModels {
  readonly provider: string;
  /** The setting that configures it, such as `OPENAI_API_KEY`. */
  readonly variable: string;
  readonly needsKey: boolean;
  readonly isConfigured: boolean;
  /** Its models, the default one first. */
  readonly models: readonly ModelEntry[];
}

/** The catalogue entry of any model, listed or not. */
export type EntryOf = (ref: ModelRef) => ModelEntry;

/** The cost of these tokens of a model in US dollars; null when its price is not known. */
export type CostOf = (ref: ModelRef, tokens: { inputTokens: number; outputTokens: number }) => number | null;

/** Makes the agent of a language model. */
export type MakeLanguageAgent = (info: AgentInfo) => Agent;
