import type { ModelEntry } from './catalogue.ts';
import type { Roster } from './roster.ts';

/**
 * Models for a panel: one of each family in turn, so that as few as possible err alike. It first keeps to the families of
 * the providers' default models, and takes in others only where these are fewer than `minFamilies`, or have not enough
 * models. Where there are fewer models than seats, they sit in it several times; where there is none, it is empty.
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
 * A model to judge, moderate or group: of a family that does not debate where there is one, a provider's default before
 * others; never one that is in `not`, by whatever provider. null when only those are left.
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

/** The models that can be asked, each once though several providers serve it; the providers' defaults come first. */
function distinct(roster: Roster): readonly ModelEntry[] {
  const models = roster.configured();
  const ordered = [
    ...models.filter((entry) => roster.isDefault(entry)),
    ...models.filter((entry) => !roster.isDefault(entry)),
  ];
  // Of two ways to the same model, the straight one.
  const straight = new Set(ordered.filter(({ provider }) => provider !== OPENROUTER).map(identityOf));
  return ordered.filter((entry) => entry.provider !== OPENROUTER || !straight.has(identityOf(entry)));
}

const OPENROUTER = 'openrouter';

/** The same for one model at two providers. */
function identityOf({ provider, model, openrouterModel }: ModelEntry): string {
  if (provider === OPENROUTER) return `${OPENROUTER}:${model}`;
  return openrouterModel === null ? `${provider}:${model}` : `${OPENROUTER}:${openrouterModel}`;
}

/** A model of no known family is one of its own: nothing says that it errs like another. */
function familiesOf(models: readonly ModelEntry[]): Iterable<readonly ModelEntry[]> {
  return Map.groupBy(models, (entry) => entry.family ?? identityOf(entry)).values();
}

/** The first of each, then the second of each, and so on. */
function inTurn(families: readonly (readonly ModelEntry[])[]): readonly ModelEntry[] {
  const longest = Math.max(0, ...families.map((models) => models.length));
  return Array.from({ length: longest }, (_, nth) => families.flatMap((models) => models.slice(nth, nth + 1))).flat();
}
