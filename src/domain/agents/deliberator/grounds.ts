import type { Evidence } from '../../debates/decision.ts';
import { strengthsFor } from './layout.ts';
import { giveOf, type Perspective, piecesOf } from './perspective.ts';

/** Maximum number of pieces that a first proposal cites. */
const MAX_GROUNDS = 3;

/**
 * The evidence that a deliberator cites for an option, strongest first: the evidence for the option or, if there is
 * none, the other evidence that gives the option its lead. Pieces less than half as strong as the first are left out.
 */
export function groundsFor(perspective: Perspective, option: string): readonly Evidence[] {
  const { layout, self } = perspective;
  const known = piecesOf(layout, self.known);
  const strengths = strengthsFor(layout, self.profile, self.known);
  const direct = ranked(
    known.filter((item) => item.option === option && item.stance === 'for'),
    (item) => strengths[layout.places.get(item.id) ?? -1] ?? 0,
  );
  return direct.length > 0 ? direct : ranked(known, (item) => giveOf(layout, self, item.id, option));
}

function ranked(items: readonly Evidence[], worth: (item: Evidence) => number): readonly Evidence[] {
  const valued = items.map((item) => ({ item, value: worth(item) })).filter(({ value }) => value > 0);
  const sorted = valued.toSorted((a, b) => b.value - a.value);
  const least = (sorted[0]?.value ?? 0) / 2;
  return sorted
    .filter(({ value }) => value >= least)
    .slice(0, MAX_GROUNDS)
    .map(({ item }) => item);
}
