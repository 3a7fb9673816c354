import type { Participant } from '../participant.ts';
import type { Turn } from '../turn.ts';
import { rank } from './phase.ts';

/** The turns by phase, those of a phase by participant: who of those asked at once answered first can change nothing. */
export function inOrder(turns: readonly Turn[], participants: readonly Participant[]): readonly Turn[] {
  const place = new Map(participants.map((participant, index) => [participant.id, index]));
  const placeOf = (turn: Turn) => rank(turn) * participants.length + (place.get(turn.participantId) ?? 0);
  return turns.toSorted((one, other) => placeOf(one) - placeOf(other));
}
