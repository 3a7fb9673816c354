import type { ModelRef } from './language-model.ts';
import { costAt, type Price, staleDays } from './price.ts';

export interface ModelEntry extends ModelRef {
  /**
   * The maker of the model, which may differ from its provider: `anthropic`, `google`, `meta` …; null when it is not known.
   */
  readonly family: string | null;
  /** Name for people. */
  readonly label: string;
  /** Its name at OpenRouter; null when OpenRouter does not serve it, or is not known to serve it. */
  readonly openrouterModel: string | null;
  /** Maximum of prompt and answer together, in tokens; null when it is not known. */
  readonly contextTokens: number | null;
  /** null when it is not known: such a model is never taken as free. */
  readonly price: Price | null;
}

/** Prefixes of model names, and the makers of these models. */
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

/** The known models with family and price. */
export class Catalogue {
  private readonly entries: ReadonlyMap<string, ModelEntry>;

  /** An override replaces the entry of the same model, and comes before all other models of its provider. */
  constructor(entries: readonly ModelEntry[], overrides: readonly ModelEntry[] = []) {
    const first = new Map(overrides.map((entry) => [keyOf(entry), entry]));
    const others = entries.filter((entry) => !first.has(keyOf(entry))).map((entry) => [keyOf(entry), entry] as const);
    this.entries = new Map([...first, ...others]);
  }

  /** The entry of a model. For an unlisted model, the entry is derived from its name. */
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

  /** Providers may return the name of a dated release for an undated request. */
  private listed(ref: ModelRef): ModelEntry | undefined {
    const undated = ref.model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '');
    return this.entries.get(keyOf(ref)) ?? this.entries.get(keyOf({ ...ref, model: undated }));
  }
}

function keyOf({ provider, model }: ModelRef): string {
  return `${provider}:${model}`;
}

/** The entry of an unlisted model, as far as its name tells. */
export function unlisted({ provider, model }: ModelRef): ModelEntry {
  const nothing = { openrouterModel: null, contextTokens: null, price: null };
  return { provider, model, family: familyOf({ provider, model }), label: model, ...nothing };
}

/** Providers that serve models of many makers, so that the provider does not tell the family. */
const HOSTS: readonly string[] = ['local', 'openrouter'];

/**
 * The family by the model's name, without the makers and folders before it; otherwise the provider, if it serves only
 * its own models.
 */
function familyOf({ provider, model }: ModelRef): string | null {
  const name = (model.split('/').at(-1) ?? model).toLowerCase();
  return FAMILIES.find(([start]) => start.test(name))?.[1] ?? (HOSTS.includes(provider) ? null : provider);
}
