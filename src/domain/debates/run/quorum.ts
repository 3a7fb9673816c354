import type { Debate } from '../debate.ts';

/** How many debaters must have answered: half of them, two at least; the champion of a policy answers alone. */
export function quorumOf({ debaters, protocol }: Debate): number {
  if (protocol.policy?.choice === 'CHAMPION') return 1;
  return Math.max(2, Math.ceil(debaters.length / 2));
}

/**
 * Whether too few can answer for the debate to go on: in a phase of all debaters fewer than a quorum answered, or both
 * sides of a moderated debate are silent. That a judge, a moderator or a grouper is silent loses nothing.
 */
export function isQuorumLost(debate: Debate): boolean {
  const { phase, protocol, turns } = debate;
  if (phase === null || phase.kind === 'GROUPING' || phase.kind === 'JUDGEMENT') return false;
  if (protocol.mode !== 'MODERATED') return debate.answers < quorumOf(debate);
  return phase.kind === 'MODERATION' && !turns.some(({ kind }) => kind !== 'MODERATION');
}
