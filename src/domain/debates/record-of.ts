import type { Debate } from './debate.ts';
import { leaderOf } from './protocols/tally.ts';
import type { DebateRecord } from './record.ts';
import type { Verdict } from './verdict.ts';

/** What the statistics keep of a debate that has its verdict. A decision with a known right option is labelled by it. */
export function recordOf(debate: Debate, { winner, trajectory }: Verdict): DebateRecord {
  const { id, decision, debaters, blind, final, turns } = debate;
  const held = (ballots: Debate['blind'], participantId: string) =>
    ballots.find(({ voter }) => voter === participantId)?.position ?? null;
  return {
    debateId: id,
    kind: decision.kind ?? null,
    options: debate.argued([]).options.length,
    debaters: debaters.map(({ id: participantId, agentId, family, weight }) => ({
      ...{ participantId, agentId, family, weight },
      blind: held(blind, participantId),
      final: held(final, participantId),
    })),
    winner,
    blindWinner: leaderOf(blind).position,
    hadExchange: turns.some(({ kind }) => kind === 'REVISION' || kind === 'VOTE'),
    following: trajectory.following,
    isContested: trajectory.isContested,
    isCollapsed: trajectory.isCollapsed,
    answer: decision.reference ?? null,
  };
}
