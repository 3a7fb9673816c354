import type { DebateRecord } from '../verdict/debate-record.ts';
import { betaQuantile } from './beta-distribution.ts';

/** Minimum number of debates with an exchange for an agent's index: with fewer, the order of agents is mostly noise. */
const MIN_FOR_INDEX = 300;

/**
 * How often an agent moved to the majority it was shown. Following is no fault: the majority may have had better
 * reasons.
 */
export interface AgentFollowing {
  readonly agentId: string;
  /** Number of its debates with an exchange. */
  readonly debates: number;
  readonly opportunities: number;
  readonly moves: number;
  /** Number of moves without a named peer or reason. */
  readonly unexplained: number;
  /** (moves + 1) / (opportunities + 5), 0 to 1; null below 300 debates. */
  readonly index: number | null;
  /** Its 95 % interval, of Beta(moves + 1, opportunities − moves + 4); null below 300 debates. */
  readonly interval: readonly [number, number] | null;
}

/** How often each agent followed the majority in these debates, by agent id (docs/protocols.md: what is measured). */
export function followingOf(records: readonly DebateRecord[]): AgentFollowing[] {
  const exchanges = records.filter(({ hadExchange }) => hadExchange);
  const agents = new Set(exchanges.flatMap(({ debaters }) => debaters.map(({ agentId }) => agentId)));
  return [...agents].sort().map((agentId) => measure(agentId, exchanges));
}

function measure(agentId: string, exchanges: readonly DebateRecord[]): AgentFollowing {
  let [debates, opportunities, moves, unexplained] = [0, 0, 0, 0];
  for (const { debaters, following } of exchanges) {
    const seats = debaters.filter((debater) => debater.agentId === agentId).map(({ participantId }) => participantId);
    if (seats.length > 0) debates++;
    for (const one of following.filter(({ participantId }) => seats.includes(participantId))) {
      opportunities += one.opportunities;
      moves += one.moves;
      unexplained += one.unexplained;
    }
  }
  const counts = { agentId, debates, opportunities, moves, unexplained };
  if (debates < MIN_FOR_INDEX) return { ...counts, index: null, interval: null };
  const [a, b] = [moves + 1, opportunities - moves + 4];
  return { ...counts, index: a / (a + b), interval: [betaQuantile(0.025, a, b), betaQuantile(0.975, a, b)] };
}
