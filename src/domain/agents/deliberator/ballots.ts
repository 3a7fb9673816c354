import type { Voted } from '../../debates/ports.ts';
import type { Turn } from '../../debates/turn.ts';
import { isStand, lastStand } from './knowledge.ts';

/**
 * The turns that count as votes: those of the vote or, where there was none, the last that each debater took a stand in.
 */
export function ballotsOf({ participants, turns }: Voted): readonly Turn[] {
  const votes = turns.filter(({ kind }) => kind === 'VOTE');
  if (votes.length > 0) return votes;
  return participants.filter(({ role }) => role === 'DEBATER').flatMap(({ id }) => lastStand(id, turns) ?? []);
}

/** What was said before the phase of this turn, in which nobody hears anybody. */
export function before(turns: readonly Turn[], vote: Turn): readonly Turn[] {
  if (vote.kind === 'VOTE') return turns.filter(({ kind }) => kind !== 'VOTE');
  const isEarlier = (turn: Turn) => turn.round < vote.round || (turn.round === vote.round && turn.kind === 'CRITIQUE');
  return turns.filter((turn) => isEarlier(turn) && (isStand(turn) || turn.kind === 'CRITIQUE'));
}
