import type { DebateRecord } from '../verdict/debate-record.ts';
import { betaQuantile } from './beta.ts';

/** Debates with an exchange from which on an agent's index is stated: from fewer the order of agents is mostly noise. */
export const MIN_FOR_INDEX = 300;
/** Contested debates from which on a rate of collapse is stated. */
export const MIN_FOR_COLLAPSE = 100;

/** How often an agent moved to the majority it was shown. Following is no fault: the majority may have had the reasons. */
export interface AgentFollowing {
  readonly agentId: string;
  /** Debates with an exchange that it took part in. */
  readonly debates: number;
  readonly opportunities: number;
  readonly moves: number;
  /** Those of the moves that named no peer and no reason. */
  readonly unexplained: number;
  /** (moves + 1) / (opportunities + 5), 0 to 1; null below 300 debates. */
  readonly index: number | null;
  /** Its 95 % interval, of Beta(moves + 1, opportunities − moves + 4); null below 300 debates. */
  readonly interval: readonly [number, number] | null;
}

/** How often panels that differed at first ended with one answer. No fault by itself. */
export interface Collapse {
  /** Debates with an exchange and blind answers that differed. */
  readonly contested: number;
  readonly collapsed: number;
  /** 0 to 1; null below 100 contested debates. */
  readonly rate: number | null;
  /** Debates with an exchange and a known answer that at least one debater had at first. */
  readonly someoneWasRight: number;
  /** Those of them that ended with one wrong answer. */
  readonly wrongful: number;
  /** 0 to 1; null below 100 of them. */
  readonly wrongfulRate: number | null;
}

/** Each agent's following over these debates, by agent id (docs/protocols.md: what is measured). */
export function followingOf(records: readonly DebateRecord[]): AgentFollowing[] {
  const exchanges = records.filter(({ hadExchange }) => hadExchange);
  const agents = new Set(exchanges.flatMap(({ debaters }) => debaters.map(({ agentId }) => agentId)));
  return [...agents].sort().map((agentId) => measure(agentId, exchanges));
}

export function collapseOf(records: readonly DebateRecord[]): Collapse {
  const exchanges = records.filter(({ hadExchange }) => hadExchange);
  const contested = exchanges.filter(({ isContested }) => isContested);
  const collapsed = contested.filter(({ isCollapsed }) => isCollapsed).length;
  const right = exchanges.filter(
    ({ groundTruth: answer, debaters }) => answer !== null && debaters.some((d) => d.blind === answer),
  );
  const wrongful = right.filter(endsWrong).length;
  return {
    contested: contested.length,
    collapsed,
    rate: rateOf(collapsed, contested.length),
    someoneWasRight: right.length,
    wrongful,
    wrongfulRate: rateOf(wrongful, right.length),
  };
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

function endsWrong({ debaters, groundTruth: answer }: DebateRecord): boolean {
  const ends = new Set(debaters.flatMap(({ final }) => final ?? []));
  return ends.size === 1 && !ends.has(answer ?? '');
}

function rateOf(part: number, whole: number): number | null {
  return whole < MIN_FOR_COLLAPSE ? null : part / whole;
}
