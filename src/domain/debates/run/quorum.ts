import type { Debate } from '../debate.ts';

/** Number of debaters that must answer: half of them, at least two; one where a policy chose a champion. */
function quorumOf({ debaters, protocol }: Debate): number {
  if (protocol.policy?.choice === 'CHAMPION') return 1;
  return Math.max(2, Math.ceil(debaters.length / 2));
}

/**
 * Whether too few answered to continue: fewer than a quorum in a phase of all debaters, or neither side of a moderated
 * debate. A silent judge, moderator or grouper does not count.
 */
export function isQuorumLost(debate: Debate): boolean {
  const { phase, protocol, turns } = debate;
  if (phase === null || phase.kind === 'GROUPING' || phase.kind === 'JUDGEMENT') return false;
  if (protocol.mode !== 'MODERATED') return debate.answers < quorumOf(debate);
  return phase.kind === 'MODERATION' && !turns.some(({ kind }) => kind !== 'MODERATION');
}
