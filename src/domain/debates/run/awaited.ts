import type { DebateState } from '../debate-state.ts';
import type { Participant } from '../participant.ts';
import { isSamePhase, type PhaseRef } from './phase.ts';

type Taken = Pick<DebateState, 'phase' | 'turns' | 'failures'>;

/** The speakers of the present phase that have neither answered nor failed, in the order of the participants. */
export function awaitedIn(debate: Taken & { readonly participants: readonly Participant[] }): readonly Participant[] {
  const { phase, turns, failures, participants } = debate;
  if (phase === null) return [];
  const taken = [...turns, ...failures].filter((one) => isSamePhase(one, phase));
  const awaited = phase.speakers.filter((id) => taken.every(({ participantId }) => participantId !== id));
  return participants.filter(({ id }) => awaited.includes(id));
}

/** How many speakers have answered in the present phase. */
export function answersIn({ phase, turns }: Pick<Taken, 'phase' | 'turns'>): number {
  return phase === null ? 0 : turns.filter((turn: PhaseRef) => isSamePhase(turn, phase)).length;
}
