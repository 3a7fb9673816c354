import type { Following, Trajectory } from '../verdict/verdict.ts';

export type Positions = ReadonlyMap<string, string | null>;

/** One round of exchange. A debater that is missing from `positions` keeps its position. */
export interface Round {
  /** The positions at its end. */
  readonly positions: Positions;
  /** The peers whose positions from before the round were shown to a debater. */
  readonly shown: (id: string) => readonly string[];
  /** The causes named by the debaters that moved. */
  readonly moved: ReadonlyMap<string, { readonly citedPeer: string | null; readonly reason: string | null }>;
}

export interface Course {
  readonly debaters: readonly string[];
  readonly blind: Positions;
  readonly rounds: readonly Round[];
}

interface Step {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The position of at least two of the shown peers, and of more peers than any other position. */
  readonly mode: string | null;
  readonly isExplained: boolean;
}

/**
 * The trajectory of the positions (docs/protocols.md: what is measured). A debater has an opportunity to follow the
 * majority when it holds a position, and another position is held by at least two of the peers it was shown and by more
 * of them than any other position. It follows when it moves to that position; a move is unexplained when it names
 * neither a peer nor a reason. Diversity is D = 1 − Σ share², over the debaters that hold a position.
 */
export function trajectoryOf({ debaters, blind, rounds }: Course): Trajectory {
  const steps: Step[] = [];
  let held: Positions = new Map(debaters.map((id) => [id, blind.get(id) ?? null]));
  for (const round of rounds) {
    const taken = debaters.map((id) => stepOf(id, held, round));
    steps.push(...taken);
    held = new Map(taken.map(({ id, to }) => [id, to]));
  }
  const before = diversityOf(debaters.map((id) => blind.get(id) ?? null));
  const after = diversityOf([...held.values()]);
  const isContested = before !== null && before > 0;
  return {
    flips: steps.filter(({ from, to }) => from !== to).length,
    following: debaters.map((id) => followingIn(id, steps)),
    isContested,
    isCollapsed: isContested && after === 0,
    diversityLoss: isContested && after !== null ? 1 - after / before : null,
  };
}

function stepOf(id: string, held: Positions, { positions, shown, moved }: Round): Step {
  const from = held.get(id) ?? null;
  const to = positions.has(id) ? (positions.get(id) ?? null) : from;
  const mode = uniqueMode(shown(id).flatMap((peer) => (peer === id ? [] : (held.get(peer) ?? []))));
  const { citedPeer = null, reason = null } = moved.get(id) ?? {};
  return { id, from, to, mode, isExplained: citedPeer !== null || (reason ?? '').trim() !== '' };
}

function followingIn(participantId: string, steps: readonly Step[]): Following {
  const chances = steps.filter(
    ({ id, from, mode }) => id === participantId && from !== null && mode !== null && from !== mode,
  );
  const moves = chances.filter(({ to, mode }) => to === mode);
  const unexplained = moves.filter(({ isExplained }) => !isExplained);
  return { participantId, opportunities: chances.length, moves: moves.length, unexplained: unexplained.length };
}

function uniqueMode(positions: readonly string[]): string | null {
  const [first, second] = [...countsOf(positions)].sort(([, one], [, other]) => other - one);
  return first && first[1] >= 2 && first[1] !== second?.[1] ? first[0] : null;
}

/** null when no debater holds a position. */
function diversityOf(positions: readonly (string | null)[]): number | null {
  const held = positions.filter((position) => position !== null);
  const counts = [...countsOf(held).values()];
  // With one position the diversity is exactly 0, regardless of rounding in a sum of squares.
  if (counts.length < 2) return counts.length === 0 ? null : 0;
  return 1 - counts.reduce((sum, count) => sum + (count / held.length) ** 2, 0);
}

function countsOf(positions: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const position of positions) counts.set(position, (counts.get(position) ?? 0) + 1);
  return counts;
}
