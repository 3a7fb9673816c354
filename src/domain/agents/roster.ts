import type { AgentInfo } from './agent.ts';
import { type ModelEntry, unlisted } from './catalogue.ts';
import type { ModelRef } from './language-model.ts';
import type { EntryOf, ProviderModels } from './ports.ts';

/** Names of the default models' agents, by provider; a provider that is not listed gives its own name to the agent. */
const NAMES: Readonly<Record<string, string>> = {
  anthropic: 'anthropic-api',
  openai: 'openai-api',
  mistral: 'mistral-api',
  xai: 'grok',
};

/** Names of models as providers and users write them, file names included. */
const MODEL = /^[^\s\p{C}]([^\p{C}]{0,198}[^\s\p{C}])?$/u;

/** The name `provider:model`, as breakers and records use it. */
export function nameOf({ provider, model }: ModelRef): string {
  return `${provider}:${model}`;
}

/** Reverses `nameOf`. */
export function refOfName(name: string): ModelRef {
  const [provider = '', ...model] = name.split(':');
  return { provider, model: model.join(':') };
}

/**
 * The language models and their agents. The default model of a provider is the agent with a name such as `openai-api`;
 * any other model of that provider is `<name>:<model>`, listed or not.
 */
export class Roster {
  private readonly providers: readonly ProviderModels[];
  private readonly entryOfAny: EntryOf;
  private readonly listed: readonly AgentInfo[];
  private readonly askable: readonly ModelEntry[];

  constructor(providers: readonly ProviderModels[] = [], entryOf: EntryOf = unlisted) {
    this.providers = providers;
    this.entryOfAny = entryOf;
    this.listed = providers.flatMap(({ isConfigured, models }) =>
      (isConfigured ? models : models.slice(0, 1)).map((entry) => this.infoOf(entry)),
    );
    this.askable = providers.filter(({ isConfigured }) => isConfigured).flatMap(({ models }) => models);
  }

  /** The agents to choose from. A provider that is not set up contributes only its default model. */
  list(): readonly AgentInfo[] {
    return this.listed;
  }

  /** null when no provider has that name. */
  find(agentId: string): AgentInfo | null {
    const ref = this.refOf(agentId);
    return ref && this.infoOf(this.entryOf(ref));
  }

  /** The listed models of configured providers, by provider, its default first. */
  configured(): readonly ModelEntry[] {
    return this.askable;
  }

  /** The default model of every configured provider. */
  defaults(): readonly ModelEntry[] {
    return this.configured().filter((entry) => this.isDefault(entry));
  }

  isConfigured(provider: string): boolean {
    return this.provider(provider)?.isConfigured ?? false;
  }

  isDefault({ provider, model }: ModelRef): boolean {
    return this.provider(provider)?.models[0]?.model === model;
  }

  /** The setting that configures the provider. */
  variableOf(provider: string): string | null {
    return this.provider(provider)?.variable ?? null;
  }

  entryOf(ref: ModelRef): ModelEntry {
    const listed = this.provider(ref.provider)?.models.find(({ model }) => model === ref.model);
    return listed ?? this.entryOfAny(ref);
  }

  /** The id of the agent of a model. */
  idOf(ref: ModelRef): string {
    const name = NAMES[ref.provider] ?? ref.provider;
    return this.isDefault(ref) ? name : `${name}:${ref.model}`;
  }

  refOf(agentId: string): ModelRef | null {
    const [name = '', ...rest] = agentId.split(':');
    const found = this.providers.find(({ provider }) => (NAMES[provider] ?? provider) === name);
    const model = rest.length === 0 ? found?.models[0]?.model : rest.join(':');
    return found && model !== undefined && MODEL.test(model) ? { provider: found.provider, model } : null;
  }

  /** The provider that an agent id names; null when there is none. */
  providerOf(agentId: string): ProviderModels | null {
    const [name] = agentId.split(':');
    return this.providers.find(({ provider }) => (NAMES[provider] ?? provider) === name) ?? null;
  }

  private provider(name: string): ProviderModels | undefined {
    return this.providers.find(({ provider }) => provider === name);
  }

  private infoOf(entry: ModelEntry): AgentInfo {
    const { provider, model, family, label } = entry;
    const needsKey = this.provider(provider)?.needsKey ?? true;
    const isAvailable = this.isConfigured(provider);
    const access = isAvailable ? '' : ` Set ${this.variableOf(provider)} to use it.`;
    return {
      ...{ id: this.idOf(entry), label, provider, model, family, needsKey, isAvailable },
      isPriceKnown: entry.price !== null,
      description: `Language model ${model}, by way of ${provider}.${access}`,
    };
  }
}
