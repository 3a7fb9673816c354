import type { Agent, AgentInfo } from './agent.ts';
import type { ModelEntry } from './catalogue.ts';
import type { ModelRef } from './language-model.ts';

/** A provider of language models, as it is set up here. */
export interface ProviderModels {
  readonly provider: string;
  /** The variable to set so that its models can be asked, such as `OPENAI_API_KEY`. */
  readonly variable: string;
  readonly needsKey: boolean;
  readonly isConfigured: boolean;
  /** Its models, the default one first. */
  readonly models: readonly ModelEntry[];
}

/** What is known of any model, also of one that no list names. */
export type EntryOf = (ref: ModelRef) => ModelEntry;

/** What so many tokens of a model cost in US dollars; null when its price is not known. */
export type CostOf = (ref: ModelRef, tokens: { inputTokens: number; outputTokens: number }) => number | null;

/** Makes the agent that has a language model answer. */
export type MakeLanguageAgent = (info: AgentInfo) => Agent;
