/** How often an agent was right in debates of one kind whose right answer is known. */
export interface Reliability {
  readonly right: number;
  /** Debates it is measured on. */
  readonly n: number;
}

/** Debates with a known answer from which on an agent's own record counts. */
export const MIN_OUTCOMES = 20;

// Worth of the pooled record, in debates, when an agent's own is weighed against it.
const PRIOR = 10;
const MIN_WEIGHT = 0.05;

/**
 * What each agent's vote weighs, from the share of its answers that were right (docs/protocols.md: measured weights).
 *
 * p0 = (Σ right + 6.5) / (Σ n + 10) over the panel; p = (right + 10·p0) / (n + 10); weight = ln(p·(e − 1) / (1 − p)), 0.05 at
 * least, with e = the number of options, counted as 3 at most unless p0 < 0.5. An agent with fewer than 20 outcomes has
 * p = p0: it counts as the average of the panel does. Where no agent has 20, every agent weighs 1.
 *
 * No agent has more than `maxWeightShare` of all weight; where the panel is too small for that, all weigh alike. An agent
 * named several times is counted as often.
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

/** The weight to cut the greatest ones down to, so that afterwards none has more than `share` of the sum. */
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
