/** A strength at which the verdict is another, and the winner at that strength. */
export interface FlipPoint {
  readonly strength: number;
  readonly winner: string | null;
}

/** Width of a step of the scan. A change of the verdict that is reversed within one step can be missed. */
const STEP = 1 / 32;

/** Maximum distance between the strength that is found and the strength at which the verdict changes. */
const PRECISION = 1e-6;

/**
 * The strength nearest to `from` (0 to 1) at which `winnerAt` differs from its value at `from`; null when there is
 * none. The verdict can change several times on the way (from one option over none to another), so each side is scanned
 * outwards in steps, and only the first step that changes the verdict is bisected. If both sides are equally near, the
 * lower strength is returned.
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

/** Bisects between a strength with the same verdict and a strength with another one. */
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
