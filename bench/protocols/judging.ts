import { judgedWinner, needsJudge } from '../../src/domain/debates/protocols/judge.ts';
import { leaderOf } from '../../src/domain/debates/protocols/tally.ts';
import { drawQuestion } from './model.ts';
import { Game } from './protocols.ts';
import { Rng } from './rng.ts';
import { weightsFrom } from './run.ts';
import { type Estimate, normalCdf, normalQuantile, pairedDifference, solve } from './stats.ts';
import { cellOf, type Strength } from './worlds.ts';

/**
 * A judge of pairs prefers the right candidate if μ + √0.8·η + √0.2·ε ± β > 0: μ = Φ⁻¹(accuracy), η is drawn per pair, ε per
 * question to the judge, and β is the bias towards the candidate shown first. If neither is right, μ = 0.
 */
export interface JudgeModel {
  readonly accuracy: number;
  /** μ. */
  readonly skill: number;
  /** β. */
  readonly pull: number;
}

/** Probabilities for a pair with exactly one right candidate. */
export interface PairOutcome {
  /** Right if asked once in random order. */
  readonly once: number;
  /** Gives the same answer in both orders. */
  readonly agrees: number;
  readonly rightWhenAgreed: number;
}

export interface JudgeRow {
  readonly panel: Strength;
  readonly accuracy: number;
  readonly n: number;
  readonly asked: number;
  /** Share of the judged pairs with different answers in the two orders. */
  readonly ties: number;
  /** Accuracy minus that of the weighted vote: asked in both orders, or once with the leader first or last. */
  readonly both: Estimate;
  readonly leaderFirst: Estimate;
  readonly leaderLast: Estimate;
}

/** A judge that contradicts itself on this share of the pairs, as observed with language models. */
export function judgeOf(accuracy: number, contradicts = 0.35): JudgeModel {
  const skill = normalQuantile(accuracy);
  const pull = solve((beta) => 1 - outcomeOf({ skill, pull: beta }).agrees - contradicts, 0, 6);
  return { accuracy, skill, pull };
}

/** Integrated over η by the midpoint rule, exact to about six digits. */
export function outcomeOf({ skill, pull }: Omit<JudgeModel, 'accuracy'>): PairOutcome {
  const steps = 1_000;
  let [once, agrees, right] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const eta = -8 + (16 * (step + 0.5)) / steps;
    const density = ((16 / steps) * Math.exp((-eta * eta) / 2)) / Math.sqrt(2 * Math.PI);
    const base = skill + Math.sqrt(0.8) * eta;
    const [first, last] = [normalCdf((base + pull) / Math.sqrt(0.2)), normalCdf((base - pull) / Math.sqrt(0.2))];
    once += (density * (first + last)) / 2;
    right += density * first * last;
    agrees += density * (first * last + (1 - first) * (1 - last));
  }
  return { once, agrees, rightWhenAgreed: right / agrees };
}

/** A judge decides close blind votes instead of a debate. Weights come from 30 ground truths per agent. */
export function runJudge(strength: Strength, judge: JudgeModel, seed: number, questions: number): JudgeRow {
  const { world, name } = cellOf({ strength, rho: 0.3, conformity: 0.2, correction: 0.25 });
  const rng = new Rng(seed, `judge ${name} ${judge.accuracy}`);
  const ways = {
    vote: sheet(questions),
    both: sheet(questions),
    leaderFirst: sheet(questions),
    leaderLast: sheet(questions),
  };
  let [asked, ties] = [0, 0];
  for (let number = 0; number < questions; number++) {
    const game = new Game(world, drawQuestion(world, rng), weightsFrom(world, 30, rng), `judge ${name} ${number}`);
    const blind = game.ballots(game.question.answers);
    const leader = leaderOf(blind).position ?? '';
    const rival = leaderOf(blind.filter(({ position }) => position !== leader)).position;
    const mark = (way: keyof typeof ways, winner: string | null) => {
      ways[way][number] = winner === game.truth ? 1 : 0;
    };
    mark('vote', leader);
    const chance = [rng.normal(), rng.normal(), rng.normal()] as const;
    const isAsked = rival !== null && needsJudge(blind, { debateAnyway: false });
    const [first, last] = isAsked ? prefers(judge, { leader, rival, truth: game.truth }, chance) : [leader, leader];
    const { winner, isTie } = isAsked ? judgedWinner(first, last, leader) : { winner: leader, isTie: false };
    mark('both', winner);
    mark('leaderFirst', first);
    mark('leaderLast', last);
    if (isAsked) asked++;
    if (isTie) ties++;
  }
  return {
    ...{ panel: strength, accuracy: judge.accuracy, n: questions, asked: asked / questions, ties: ties / asked },
    both: pairedDifference(ways.both, ways.vote),
    leaderFirst: pairedDifference(ways.leaderFirst, ways.vote),
    leaderLast: pairedDifference(ways.leaderLast, ways.vote),
  };
}

/** The choices of the judge with the leader shown first, and shown last. */
function prefers(
  { skill, pull }: JudgeModel,
  { leader, rival, truth }: { readonly leader: string; readonly rival: string; readonly truth: string },
  [eta, once, again]: readonly [number, number, number],
): [string, string] {
  const favour = leader === truth ? 1 : rival === truth ? -1 : 0;
  const base = favour * skill + Math.sqrt(0.8) * eta;
  const choice = (value: number) => (value > 0 ? leader : rival);
  return [choice(base + Math.sqrt(0.2) * once + pull), choice(base + Math.sqrt(0.2) * again - pull)];
}

function sheet(questions: number): Uint8Array {
  return new Uint8Array(questions);
}
