import { CommandFailure } from '../command/failure.ts';
import { fromShapeMistake, type Mistake } from '../command/mistakes.ts';
import { plural } from '../terminal/text.ts';
import type { DecisionFile } from './decision-file.ts';
import { isMapping, type Mapping, toDecisionInput } from './decision-input.ts';
import { placeOf } from './decision-place.ts';

interface Found {
  readonly mistakes: readonly Mistake[];
  /** The number of further mistakes. */
  readonly more: number;
}

/** Keys under which a decision stands in a request to the API. */
const WRAPPERS = ['decision', 'input', 'variables'];

/**
 * Throws a `CommandFailure` that shows the mistakes of form in the file, from top to bottom. A server would report only the
 * first: GraphQL checks the types before anything else.
 */
export async function checkForm(file: DecisionFile): Promise<void> {
  const { mistakes, more } = wrapperMistakes(file.content) ?? (await formMistakes(file.content));
  if (mistakes.length === 0) return;
  const lines = mistakes
    .map((mistake) => ({ ...mistake, place: placeOf(file, mistake.path) }))
    .sort((one, other) => one.place.offset - other.place.offset)
    .map(({ place: { at, name }, message }) => `${at}: ${name}: ${message}`);
  const rest = more > 0 ? [`… and ${plural(more, 'other mistake')}.`] : [];
  const end = `${plural(mistakes.length + more, 'mistake')}; no debate was started.`;
  throw new CommandFailure([...lines, ...rest, end].join('\n'));
}

/** The mistake of a file that holds the input of a request; undefined for other files. */
function wrapperMistakes(content: Readonly<Mapping>): Found | undefined {
  const key = content.task === undefined && WRAPPERS.find((name) => isMapping(content[name]));
  if (!key) return undefined;
  const message =
    'This key is unknown here. A decision file is the decision itself: take this key out and begin with `task`.';
  return { mistakes: [{ path: [key], message }], more: 0 };
}

async function formMistakes(content: Readonly<Mapping>): Promise<Found> {
  const decision = toCheckedForm(content);
  const { decisions } = await import('../../app/app.ts');
  const { listed, more } = await decisions.formMistakes(decision);
  const mistakes = listed.map((mistake) => fromShapeMistake(mistake, valueAt(decision, mistake.path) === undefined));
  return { mistakes, more };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Mapping | null | undefined)?.[name], value);
}

/** The content as the server checks it once the types fit: without null, with ids as text and stances in small letters. */
function toCheckedForm(content: Readonly<Mapping>): Mapping {
  const input = withoutNulls(toDecisionInput(content)) as Mapping;
  return {
    ...input,
    options: each(input.options, (item) => withIds(item, ['id'])),
    criteria: each(input.criteria, (item) => withIds(item, ['id'])),
    evidence: each(input.evidence, (item) => ({
      ...withIds(item, ['id', 'option', 'criterion', 'attacks', 'supports']),
      ...('stance' in item && { stance: STANCES.get(item.stance) ?? item.stance }),
    })),
    agents: each(input.agents, (item) => ({
      ...withIds(item, ['id', 'startsWith']),
      ...('weights' in item && { weights: weightsOf(item.weights) }),
    })),
    groundTruth: idOf(input.groundTruth),
  };
}

const STANCES = new Map<unknown, string>([
  ['FOR', 'for'],
  ['AGAINST', 'against'],
]);

function each(value: unknown, change: (item: Mapping) => Mapping): unknown {
  return Array.isArray(value) ? value.map((item) => (isMapping(item) ? change(item) : item)) : value;
}

/** An empty value counts as left out. Unknown keys stay. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isMapping(item) ? withoutNulls(item) : item));
  if (!isMapping(value)) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'weight' ? inner : withoutNulls(inner)]),
  );
}

function withIds(item: Mapping, keys: readonly string[]): Mapping {
  const ids = keys.filter((key) => key in item).map((key) => [key, idOf(item[key])]);
  return { ...item, ...Object.fromEntries(ids) };
}

/** The API takes whole numbers for ids. */
function idOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (Number.isInteger(item) ? String(item) : item));
  return Number.isInteger(value) ? String(value) : value;
}

/** Weights as a mapping. A list that does not have the form of the API is left to the server. */
function weightsOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return Object.fromEntries(
    value.filter(isMapping).map(({ criterion, weight }) => [String(criterion), weight ?? null]),
  );
}
