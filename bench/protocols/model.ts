import type { Rng } from './rng.ts';
import { normalQuantile } from './stats.ts';

/** One scripted agent. Shares and probabilities are 0 to 1. */
export interface AgentModel {
  /** Share of right answers over all questions. */
  readonly accuracy: number;
  readonly family: number;
  /** How well its confidence separates right from wrong answers, and how much too high it is. */
  readonly kappa: number;
  readonly overconfidence: number;
  /** Probability of following the loudest peer, and of redrawing its answer from those it sees. */
  readonly sycophancy: number;
  readonly conformity: number;
  /** Never moves, and always argues for the popular wrong answer. */
  readonly isAdversary: boolean;
}

export interface World {
  readonly agents: readonly AgentModel[];
  readonly options: number;
  /** Correlation of errors between families, and within a family. */
  readonly rhoBetween: number;
  readonly rhoWithin: number;
  /** Weight of the question's difficulty. */
  readonly difficulty: number;
  /** Probability that a wrong agent accepts a right answer that it sees: the only bias of talk towards the truth. */
  readonly correction: number;
  /** Probability of accepting a wrong answer that it sees. */
  readonly persuasion: number;
  /** Exponent of the influence of the number of holders; 1 is proportional. */
  readonly alpha: number;
  /** The remaining effect of an argument that is seen again. */
  readonly repeat: number;
  /** Factors of an anonymous exchange: for conformity and sycophancy, and for correction. */
  readonly anonymity: number;
  readonly correctionLeft: number;
}

/** A question for the panel. Answer 0 is the truth. */
export interface Question {
  readonly answers: readonly number[];
  readonly confidences: readonly number[];
  /** The wrong answer that the family of each agent prefers. */
  readonly misconceptions: readonly number[];
  /** Random numbers of the talk, the same for every protocol: `DRAWS` numbers per round and agent. */
  readonly draws: Float64Array;
}

/** Random numbers that an agent may need in one round. */
export const DRAWS = 7;

/**
 * An agent is right if z < a − bD. D, the difficulty, is standard normal. z = √ρb·G + √(ρw − ρb)·F + √(1 − ρw)·e has a common
 * part, a part of the family and a part of the agent. a = √(1 + b²)·Φ⁻¹(accuracy), so that the accuracy is correct over all
 * questions. A wrong agent gives the misconception with probability 0.3 + 0.6ρw, or else any wrong answer.
 */
export function drawQuestion(world: World, rng: Rng, rounds = 3): Question {
  const { rhoBetween, rhoWithin, difficulty, options, agents } = world;
  const level = difficulty * rng.normal();
  const common = Math.sqrt(rhoBetween) * rng.normal();
  const families = Math.max(...agents.map(({ family }) => family)) + 1;
  const shared = wrong(options, rng);
  const kin = Array.from({ length: families }, () => Math.sqrt(Math.max(0, rhoWithin - rhoBetween)) * rng.normal());
  const drawn = kin.map(() => (rhoWithin === rhoBetween ? shared : wrong(options, rng)));
  const misconceptions = agents.map(({ family, isAdversary }) => (isAdversary ? shared : (drawn[family] ?? shared)));
  const answers = agents.map((agent, place) => {
    const z = common + (kin[agent.family] ?? 0) + Math.sqrt(1 - rhoWithin) * rng.normal();
    const slip = rng.next();
    const other = wrong(options, rng);
    if (agent.isAdversary) return shared;
    if (z < thresholdOf(agent.accuracy, difficulty) - level) return 0;
    return slip < 0.3 + 0.6 * rhoWithin ? (misconceptions[place] ?? shared) : other;
  });
  const confidences = agents.map((agent, place) =>
    confidence(agent, answers[place] === misconceptions[place], answers[place] ?? 0, rng),
  );
  const draws = Float64Array.from({ length: rounds * agents.length * DRAWS }, () => rng.next());
  return { answers, confidences, misconceptions, draws };
}

/**
 * logit = 0.3·logit(accuracy) + 0.7·0.62 + 2κu + o; u is higher for a right answer, lower for a wrong answer that is not
 * the misconception.
 */
function confidence(agent: AgentModel, isMisled: boolean, answer: number, rng: Rng): number {
  const { accuracy, kappa, overconfidence } = agent;
  const bias = answer === 0 ? kappa : isMisled ? 0 : -kappa;
  const logit =
    0.3 * Math.log(accuracy / (1 - accuracy)) + 0.7 * 0.62 + 2 * kappa * (bias + rng.normal()) + overconfidence;
  return 1 / (1 + Math.exp(-logit));
}

const thresholds = new Map<string, number>();

function thresholdOf(accuracy: number, difficulty: number): number {
  const key = `${accuracy} ${difficulty}`;
  const known = thresholds.get(key);
  if (known !== undefined) return known;
  const threshold = Math.sqrt(1 + difficulty ** 2) * normalQuantile(accuracy);
  thresholds.set(key, threshold);
  return threshold;
}

function wrong(options: number, rng: Rng): number {
  return 1 + rng.below(options - 1);
}
