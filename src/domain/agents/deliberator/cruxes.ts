import type { Evidence } from '../../debates/decision.ts';
import type { FindCruxes, Voted } from '../../debates/ports.ts';
import type { Crux } from '../../debates/verdict/verdict.ts';
import { electorateOf, type Votes } from './electorate.ts';
import { nearestFlip } from './nearest-flip.ts';

/** The option that has enough of the votes under the debate's rule; null when none has. */
export type WinnerOf = (votes: Votes, voted: Voted) => string | null;

/**
 * Finds the evidence that a verdict depends on. Each piece known to a voter whose vote can be counted again
 * (`electorate.ts`: deliberators, and language models that followed the arguments) is removed once, and its strength is
 * moved from 0 to 1; votes and verdict are counted again, and the rest stays unchanged. Arguments stated by models
 * count as pieces. Cruxes are ordered by the smallest change of strength that changes the winner; then come the pieces
 * that change it only by their removal, in the order of the file. Finds nothing when the repeated count does not give
 * the verdict, because the verdict then depends on something else.
 */
export function cruxFinder(winnerOf: WinnerOf): FindCruxes {
  return (voted) => {
    const { winner } = voted.verdict;
    const electorate = electorateOf(voted);
    if (winnerOf(electorate.votes, voted) !== winner) return [];
    const winnerIf = (item: Evidence, strength: number | null) => winnerOf(electorate.votesIf(item, strength), voted);
    const found = voted.decision.evidence
      .filter(({ id }) => electorate.known.has(id))
      .map((item) => cruxAt(item, winner, (strength) => winnerIf(item, strength)))
      .filter((crux) => crux.flipsWithout || crux.flipsAtStrength !== null);
    return found.toSorted((a, b) => rankOf(a) - rankOf(b));
  };
}

function cruxAt(item: Evidence, winner: string | null, winnerIf: (strength: number | null) => string | null): Crux {
  const winnerWithout = winnerIf(null);
  const flip = nearestFlip(winnerIf, item.strength);
  return {
    evidenceId: item.id,
    winnerWithout,
    flipsWithout: winnerWithout !== winner,
    strength: item.strength,
    flipsAtStrength: flip?.strength ?? null,
    winnerAtStrength: flip?.winner ?? null,
  };
}

/** A change of strength is 1 at most, so pieces that flip the verdict only by their removal come last. */
function rankOf(crux: Crux): number {
  return crux.flipsAtStrength === null ? 2 : Math.abs(crux.flipsAtStrength - crux.strength);
}
