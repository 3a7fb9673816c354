import type { Participant } from '../participant.ts';
import type { Turn } from '../turn.ts';
import { rank } from './phase.ts';

/** The turns by phase, and within a phase by participant, so that the order of arrival has no effect. */
export function inOrder(turns: readonly Turn[], participants: readonly Participant[]): readonly Turn[] {
  const place = new Map(participants.map((participant, index) => [participant.id, index]));
  const placeOf = (turn: Turn) => rank(turn) * participants.length + (place.get(turn.participantId) ?? 0);
  return turns.toSorted((one, other) => placeOf(one) - placeOf(other));
}
