import type { Evidence } from '../decision.ts';
import type { Participant } from '../participant.ts';
import { inOrder } from '../run/in-order.ts';
import type { Turn } from '../turn.ts';

const MAX_TITLE = 300;
const MAX_QUOTE = 2_000;

/** Id of the `at`-th argument (from 0) that an agent states in a turn, such as `p1-r1-2`. */
export function statedId(turn: Pick<Turn, 'participantId' | 'kind' | 'round'>, at: number): string {
  const { participantId, kind, round } = turn;
  return `${participantId}-${kind[0]?.toLowerCase()}${round}-${at + 1}`;
}

/**
 * The arguments that agents stated, as evidence like that of the file. One that speaks of its author's own answer is there
 * once that answer is a candidate.
 */
export function statedEvidence(turns: readonly Turn[], participants: readonly Participant[]): readonly Evidence[] {
  return inOrder(turns, participants).flatMap((turn) =>
    (turn.stated ?? []).flatMap(({ option, stance, criterion, strength, source, text }, at) => {
      const about = option ?? turn.position;
      if (about === null) return [];
      const author = participants.find(({ id }) => id === turn.participantId)?.label ?? turn.participantId;
      const title = (source ?? `Argument of ${author}`).slice(0, MAX_TITLE);
      const origin = { title, document: `Stated by ${author}`, quote: text.slice(0, MAX_QUOTE) };
      const piece = { option: about, stance, criterion, strength, source: origin };
      return [{ id: statedId(turn, at), ...piece, statedBy: turn.participantId }];
    }),
  );
}
