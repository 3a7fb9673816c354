import type { Voted } from '../../debates/ports.ts';
import type { Turn } from '../../debates/turn.ts';
import { isStand, lastStand } from './knowledge.ts';

/** The turns that count as votes: those of the vote or, without a vote, the last stand of each debater. */
export function ballotsOf({ participants, turns }: Voted): readonly Turn[] {
  const votes = turns.filter(({ kind }) => kind === 'VOTE');
  if (votes.length > 0) return votes;
  return participants.filter(({ role }) => role === 'DEBATER').flatMap(({ id }) => lastStand(id, turns) ?? []);
}

/** The turns of the phases before the phase of this turn. Within one phase, debaters do not see each other's turns. */
export function before(turns: readonly Turn[], vote: Turn): readonly Turn[] {
  if (vote.kind === 'VOTE') return turns.filter(({ kind }) => kind !== 'VOTE');
  const isEarlier = (turn: Turn) => turn.round < vote.round || (turn.round === vote.round && turn.kind === 'CRITIQUE');
  return turns.filter((turn) => isEarlier(turn) && (isStand(turn) || turn.kind === 'CRITIQUE'));
}
