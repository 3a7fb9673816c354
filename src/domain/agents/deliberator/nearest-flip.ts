/** A strength at which the verdict is another, and what it is there. */
export interface FlipPoint {
  readonly strength: number;
  readonly winner: string | null;
}

/** Width of the scan: a change of the verdict that is undone again within less than this can be missed. */
const STEP = 1 / 32;

/** How close the strength found is to the one at which the verdict turns. */
const PRECISION = 1e-6;

/**
 * The strength nearest to `from` (0 to 1) at which `winnerAt` is not what it is at `from`; null when there is none. The
 * verdict need not change only once on the way (it may go from one option over none to another), so each side is
 * scanned outwards in steps and only the first step that changes it is bisected. Of two at the same distance: the lower.
 */
export function nearestFlip(winnerAt: (strength: number) => string | null, from: number): FlipPoint | null {
  const here = winnerAt(from);
  const sides = [0, 1].flatMap((end) => firstFlip(winnerAt, here, from, end) ?? []);
  const distance = (point: FlipPoint) => Math.abs(point.strength - from);
  return sides.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function firstFlip(
  winnerAt: (strength: number) => string | null,
  here: string | null,
  from: number,
  end: number,
): FlipPoint | null {
  const steps = Math.ceil(Math.abs(end - from) / STEP);
  let same = from;
  for (let n = 1; n <= steps; n++) {
    const next = n === steps ? end : from + Math.sign(end - from) * STEP * n;
    const winner = winnerAt(next);
    if (winner !== here) return turningPoint(winnerAt, here, same, { strength: next, winner });
    same = next;
  }
  return null;
}

/** Closes in on the turn between a strength where the verdict is the same and one where it is another. */
function turningPoint(
  winnerAt: (strength: number) => string | null,
  here: string | null,
  same: number,
  other: FlipPoint,
): FlipPoint {
  if (Math.abs(other.strength - same) <= PRECISION) return other;
  const strength = (same + other.strength) / 2;
  const winner = winnerAt(strength);
  return winner === here
    ? turningPoint(winnerAt, here, strength, other)
    : turningPoint(winnerAt, here, same, { strength, winner });
}
