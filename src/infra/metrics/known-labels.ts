import type { Label } from './signal-row.ts';

export type LabelSet = Readonly<Record<string, string>>;

/** Values of labels that are known only once the server is composed. */
export interface KnownValues {
  /** By the name of the label, such as `agent`. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Combinations, by the name of the metric, where not every value goes with every other. */
  readonly sets: Readonly<Record<string, readonly LabelSet[]>>;
}

export const NOTHING_KNOWN: KnownValues = { labels: {}, sets: {} };

/** All combinations of label values of a metric, if the values of all its labels are known. */
export function knownLabels(
  name: string,
  labels: Readonly<Record<string, Label<never>>>,
  { labels: values, sets }: KnownValues,
): readonly LabelSet[] {
  if (sets[name]) return sets[name];
  return Object.entries(labels).reduce<readonly LabelSet[]>(
    (found, [label, from]) => {
      const known = typeof from === 'function' ? (values[label] ?? []) : from.known;
      return found.flatMap((one) => known.map((value) => ({ ...one, [label]: value })));
    },
    [{}],
  );
}
