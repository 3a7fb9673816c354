import type { DebateRecord } from '../verdict/debate-record.ts';

/** How often an agent was right in debates of one kind with ground truth. */
export interface Reliability {
  readonly right: number;
  /** Number of debates it is measured on. */
  readonly n: number;
}

/** Minimum number of debates with ground truth for an agent's own record to count. */
const MIN_OUTCOMES = 20;

// The pooled record counts like this many debates of the agent's own record.
const PRIOR = 10;
const MIN_WEIGHT = 0.05;

/** How often each agent's blind answer was right in these debates, by agent id. */
export function reliabilityByAgent(withGroundTruth: readonly DebateRecord[]): ReadonlyMap<string, Reliability> {
  const found = new Map<string, Reliability>();
  for (const { debaters, groundTruth: answer } of withGroundTruth) {
    for (const { agentId, blind } of debaters) {
      const { right, n } = found.get(agentId) ?? { right: 0, n: 0 };
      found.set(agentId, { right: right + (blind === answer ? 1 : 0), n: n + 1 });
    }
  }
  return found;
}

/**
 * The weight of each agent's vote, from its share of right answers (docs/protocols.md: measured weights).
 *
 * p0 = (Σ right + 6.5) / (Σ n + 10) over the panel; p = (right + 10·p0) / (n + 10); weight = ln(p·(e − 1) / (1 − p)),
 * at least 0.05, where e is the number of options, at most 3 unless p0 < 0.5. An agent with fewer than 20 outcomes has
 * p = p0, the average of the panel. If no agent has 20, every agent has the weight 1.
 *
 * No agent has more than `maxWeightShare` of the total weight; if the panel is too small for that, all weights are
 * equal. An agent with several seats is counted once for each seat.
 */
export function measuredWeights(
  history: ReadonlyMap<string, Reliability>,
  agents: readonly string[],
  options: number,
  maxWeightShare = 0.4,
): ReadonlyMap<string, number> {
  const known = [...new Set(agents)].flatMap((agent) => history.get(agent) ?? []);
  if (!known.some(({ n }) => n >= MIN_OUTCOMES)) return new Map(agents.map((agent) => [agent, 1]));
  const pooled = (sum(known.map(({ right }) => right)) + 6.5) / (sum(known.map(({ n }) => n)) + 10);
  const counted = Math.max(2, pooled < 0.5 ? options : Math.min(options, 3));
  const raw = agents.map((agent) => {
    const { right, n } = history.get(agent) ?? { right: 0, n: 0 };
    const share = n < MIN_OUTCOMES ? pooled : (right + PRIOR * pooled) / (n + PRIOR);
    return Math.max(MIN_WEIGHT, Math.log((share * (counted - 1)) / (1 - share)));
  });
  const cap = capOf(raw, maxWeightShare);
  return new Map(agents.map((agent, place) => [agent, Math.min(raw[place] ?? 0, cap)]));
}

/** The cap for the greatest weights, so that no weight exceeds `share` of the sum. */
function capOf(weights: readonly number[], share: number): number {
  const sorted = weights.toSorted((one, other) => other - one);
  for (let cut = 0; cut * share < 1 && cut < sorted.length; cut++) {
    const rest = sum(sorted.slice(cut));
    const cap = (share * rest) / (1 - cut * share);
    if ((sorted[cut] ?? 0) <= cap) return cut === 0 ? Number.POSITIVE_INFINITY : cap;
  }
  return sorted.at(-1) ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
