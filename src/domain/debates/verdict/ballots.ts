import type { Participant } from '../participant.ts';
import type { Ballot } from '../protocols/tally.ts';
import type { Turn } from '../turn.ts';

/** Kinds of turns that state a position; null is a position too. */
const STANDS: readonly Turn['kind'][] = ['PROPOSAL', 'REVISION', 'VOTE'];
/** Kinds of turns in which a side of a moderated debate may state one. */
const SIDES: readonly Turn['kind'][] = ['ARGUMENT', 'REPLY'];

/** The blind answers, in the order of the debaters. */
export function blindBallots(turns: readonly Turn[], debaters: readonly Participant[]): readonly Ballot[] {
  return ballotsOf(turns, debaters, ({ kind }) => kind === 'PROPOSAL');
}

/** The last stated position of every debater. */
export function finalBallots(turns: readonly Turn[], debaters: readonly Participant[]): readonly Ballot[] {
  return ballotsOf(turns, debaters, takesStand);
}

export function takesStand({ kind, position }: Turn): boolean {
  return STANDS.includes(kind) || (SIDES.includes(kind) && position !== null);
}

function ballotsOf(
  turns: readonly Turn[],
  debaters: readonly Participant[],
  counts: (turn: Turn) => boolean,
): readonly Ballot[] {
  return debaters.flatMap(({ id, weight }) => {
    const turn = turns.findLast((one) => one.participantId === id && counts(one));
    if (!turn) return [];
    return [{ voter: id, weight, position: turn.position, ...(turn.ranking && { ranking: turn.ranking }) }];
  });
}
