import type { Debate } from '../debate.ts';
import type { DebateRecord } from './debate-record.ts';
import type { Verdict } from './verdict.ts';

/**
 * What the statistics keep of a debate that has its verdict. A decision that states its ground truth is recorded with it. null for a
 * moderated debate, in which only one side answers blind, and for a fork, whose blind answers have been counted before.
 */
export function toRecord(debate: Debate, { winner, trajectory }: Verdict): DebateRecord | null {
  if (debate.protocol.mode === 'MODERATED' || debate.origin !== null) return null;
  const { id, decision, debaters, blind, final, turns } = debate;
  const held = (ballots: Debate['blind'], participantId: string) =>
    ballots.find(({ voter }) => voter === participantId)?.position ?? null;
  return {
    debateId: id,
    kind: decision.kind ?? null,
    debaters: debaters.map(({ id: participantId, agentId, family, weight }) => ({
      ...{ participantId, agentId, family, weight },
      blind: held(blind, participantId),
      final: held(final, participantId),
    })),
    winner,
    hadExchange: turns.some(({ kind }) => kind === 'REVISION' || kind === 'VOTE'),
    following: trajectory.following,
    isContested: trajectory.isContested,
    isCollapsed: trajectory.isCollapsed,
    groundTruth: decision.groundTruth ?? null,
  };
}
