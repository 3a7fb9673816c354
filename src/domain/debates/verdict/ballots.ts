import type { Participant } from '../participant.ts';
import type { Ballot } from '../protocols/tally.ts';
import type { Turn } from '../turn.ts';

/** Turns in which a debater says what it holds; null is an answer too. */
const STANDS: readonly Turn['kind'][] = ['PROPOSAL', 'REVISION', 'VOTE'];
/** Turns in which a side of a moderated debate may say it. */
const SIDES: readonly Turn['kind'][] = ['ARGUMENT', 'REPLY'];

/** The blind answers of all who gave one, in the order of the debaters. */
export function blindBallots(turns: readonly Turn[], debaters: readonly Participant[]): readonly Ballot[] {
  return ballotsOf(turns, debaters, ({ kind }) => kind === 'PROPOSAL');
}

/** What every debater said last where it says what it holds. */
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
