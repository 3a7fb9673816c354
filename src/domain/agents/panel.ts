import type { ModelEntry } from './catalogue.ts';
import type { Roster } from './roster.ts';

/**
 * Models for a panel: one of each family in turn, so that few models share the same errors. Families of the providers'
 * default models come first. Other families join only if those are fewer than `minFamilies` or have too few models. If
 * there are fewer models than seats, models repeat; if there is none, the panel is empty.
 */
export function choosePanel(roster: Roster, size: number, minFamilies: number): readonly ModelEntry[] {
  const byFamily = [...familiesOf(distinct(roster))];
  const hasDefault = (models: readonly ModelEntry[]) => models.some((entry) => roster.isDefault(entry));
  const ordered = [
    ...byFamily.filter((models) => hasDefault(models)),
    ...byFamily.filter((models) => !hasDefault(models)),
  ];
  const first = Math.max(minFamilies, byFamily.filter(hasDefault).length);
  const queue = [...inTurn(ordered.slice(0, first)), ...inTurn(ordered.slice(first))];
  if (queue.length === 0) return [];
  return Array.from({ length: size }, (_, seat) => queue[seat % queue.length] as ModelEntry);
}

/**
 * A model to judge, moderate or group. A family outside the debate is preferred, then a provider's default model. A
 * model in `not` is never chosen, at any provider; null when only such models are left.
 */
export function chooseArbiter(
  roster: Roster,
  families: readonly string[],
  not: readonly ModelEntry[],
): { entry: ModelEntry; isForeign: boolean } | null {
  const contestants = new Set(not.map(identityOf));
  const models = distinct(roster).filter((entry) => !contestants.has(identityOf(entry)));
  const isForeign = ({ family }: ModelEntry) => family !== null && !families.includes(family);
  const entry = models.find(isForeign) ?? models[0];
  return entry ? { entry, isForeign: isForeign(entry) } : null;
}

/**
 * The models of configured providers, each once even if several providers serve it; the providers' defaults come first.
 */
function distinct(roster: Roster): readonly ModelEntry[] {
  const models = roster.configured();
  const ordered = [
    ...models.filter((entry) => roster.isDefault(entry)),
    ...models.filter((entry) => !roster.isDefault(entry)),
  ];
  // If OpenRouter and another provider serve the same model, the other provider is used.
  const straight = new Set(ordered.filter(({ provider }) => provider !== OPENROUTER).map(identityOf));
  return ordered.filter((entry) => entry.provider !== OPENROUTER || !straight.has(identityOf(entry)));
}

const OPENROUTER = 'openrouter';

/** A key that is equal for one model at two providers. */
function identityOf({ provider, model, openrouterModel }: ModelEntry): string {
  if (provider === OPENROUTER) return `${OPENROUTER}:${model}`;
  return openrouterModel === null ? `${provider}:${model}` : `${OPENROUTER}:${openrouterModel}`;
}

/**
 * A model of an unknown family is a family of its own, because nothing shows that it shares errors with another model.
 */
function familiesOf(models: readonly ModelEntry[]): Iterable<readonly ModelEntry[]> {
  return Map.groupBy(models, (entry) => entry.family ?? identityOf(entry)).values();
}

/** The first model of each family, then the second of each, and so on. */
function inTurn(families: readonly (readonly ModelEntry[])[]): readonly ModelEntry[] {
  const longest = Math.max(0, ...families.map((models) => models.length));
  return Array.from({ length: longest }, (_, nth) => families.flatMap((models) => models.slice(nth, nth + 1))).flat();
}
