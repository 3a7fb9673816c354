import type { ModelRef } from './language-model.ts';
import { costAt, type Price, staleDays } from './price.ts';

export interface ModelEntry extends ModelRef {
  /** Who made the model, whatever provider serves it: `anthropic`, `google`, `meta` …; null when nobody knows. */
  readonly family: string | null;
  /** For people. */
  readonly label: string;
  /** Its name at OpenRouter; null when it is not served there, or not known to be. */
  readonly openrouterModel: string | null;
  /** The longest prompt and answer together, in tokens; null when it is not known. */
  readonly contextTokens: number | null;
  /** null when it is not known: such a model costs something, never nothing. */
  readonly price: Price | null;
}

/** How the names of models begin, and who makes them. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^claude/, 'anthropic'],
  [/^(gpt|chatgpt|o\d|codex)/, 'openai'],
  [/^(gemini|gemma)/, 'google'],
  [/^(mistral|mixtral|ministral|magistral|codestral|devstral|pixtral)/, 'mistral'],
  [/^grok/, 'xai'],
  [/^deepseek/, 'deepseek'],
  [/^(meta-)?llama/, 'meta'],
  [/^(qwen|qwq)/, 'qwen'],
  [/^(kimi|moonshot)/, 'moonshot'],
  [/^phi/, 'microsoft'],
  [/^command/, 'cohere'],
  [/^glm/, 'zhipu'],
];

/** The models that are known, who makes them, and what they cost. */
export class Catalogue {
  private readonly entries: ReadonlyMap<string, ModelEntry>;

  /** An override takes the place of the entry for the same model, and goes before all others of its provider. */
  constructor(entries: readonly ModelEntry[], overrides: readonly ModelEntry[] = []) {
    const first = new Map(overrides.map((entry) => [keyOf(entry), entry]));
    const others = entries.filter((entry) => !first.has(keyOf(entry))).map((entry) => [keyOf(entry), entry] as const);
    this.entries = new Map([...first, ...others]);
  }

  /** What is known of a model; of one that is not listed, what its name tells. */
  entryOf(ref: ModelRef): ModelEntry {
    return this.listed(ref) ?? unlisted(ref);
  }

  /** The models of a provider; the first is its default. */
  modelsOf(provider: string): readonly ModelEntry[] {
    return [...this.entries.values()].filter((entry) => entry.provider === provider);
  }

  /** US dollars; null when the price of the model is not known. */
  costOf(ref: ModelRef, tokens: { readonly inputTokens: number; readonly outputTokens: number }): number | null {
    const { price } = this.entryOf(ref);
    return price && costAt(price, tokens);
  }

  /** A sentence for each price of these providers that was read more than 180 days before `now`. */
  stalePrices(now: Date, providers: readonly string[]): readonly string[] {
    const entries = [...this.entries.values()].filter((entry) => providers.includes(entry.provider));
    return entries.flatMap(({ provider, model, price }) => {
      const days = price && staleDays(price, now);
      if (price === null || days === null) return [];
      return [
        `The price of ${provider}:${model} was read ${days} days ago: compare it with ${price.source}, and correct it in ARAGORA_MODELS_FILE.`,
      ];
    });
  }

  /** Providers answer with the name of a dated release where an undated one was asked for. */
  private listed(ref: ModelRef): ModelEntry | undefined {
    const undated = ref.model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '');
    return this.entries.get(keyOf(ref)) ?? this.entries.get(keyOf({ ...ref, model: undated }));
  }
}

function keyOf({ provider, model }: ModelRef): string {
  return `${provider}:${model}`;
}

/** What the name of a model that no list has tells of it. */
export function unlisted({ provider, model }: ModelRef): ModelEntry {
  const nothing = { openrouterModel: null, contextTokens: null, price: null };
  return { provider, model, family: familyOf({ provider, model }), label: model, ...nothing };
}

/** Providers that serve the models of many makers: who made one is not theirs to tell. */
const HOSTS: readonly string[] = ['local', 'openrouter'];

/** By the name of the model, without the makers and folders before it; otherwise the provider, where it serves its own. */
function familyOf({ provider, model }: ModelRef): string | null {
  const name = (model.split('/').at(-1) ?? model).toLowerCase();
  return FAMILIES.find(([start]) => start.test(name))?.[1] ?? (HOSTS.includes(provider) ? null : provider);
}
