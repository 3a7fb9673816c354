import { judgedWinner, needsJudge } from '../../src/domain/debates/protocols/judge.ts';
import { leaderOf } from '../../src/domain/debates/protocols/tally.ts';
import { drawQuestion } from './model.ts';
import { Game } from './protocols.ts';
import { Rng } from './rng.ts';
import { weightsFrom } from './run.ts';
import { type Estimate, normalCdf, normalQuantile, pairedDifference, solve } from './stats.ts';
import { cellOf, type Strength } from './worlds.ts';

/**
 * A judge of pairs prefers the right candidate when μ + √0.8·η + √0.2·ε ± β > 0: μ = Φ⁻¹(accuracy), η the pair's own, ε of
 * each time it is asked, β a pull to the candidate shown first. Neither right: μ = 0.
 */
export interface JudgeModel {
  readonly accuracy: number;
  /** μ. */
  readonly skill: number;
  /** β. */
  readonly pull: number;
}

/** What happens to a pair with exactly one right candidate. */
export interface PairOutcome {
  /** Right when asked once, the order by chance. */
  readonly once: number;
  /** Agrees with itself in both orders, and is then right. */
  readonly agrees: number;
  readonly rightWhenAgreed: number;
}

export interface JudgeRow {
  readonly panel: Strength;
  readonly accuracy: number;
  readonly n: number;
  readonly asked: number;
  /** Of the pairs judged, those on which it contradicted itself. */
  readonly ties: number;
  /** Accuracy less that of the weighted vote, asked in both orders; and asked once, the leader first, or last. */
  readonly both: Estimate;
  readonly leaderFirst: Estimate;
  readonly leaderLast: Estimate;
}

/** A judge that contradicts itself on this share of the pairs, as language models have been seen to. */
export function judgeOf(accuracy: number, contradicts = 0.35): JudgeModel {
  const skill = normalQuantile(accuracy);
  const pull = solve((beta) => 1 - outcomeOf({ skill, pull: beta }).agrees - contradicts, 0, 6);
  return { accuracy, skill, pull };
}

/** Computed over η by the midpoint rule, exact to some six digits. */
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

/** A judge instead of a debate where the blind vote is close, on panels weighed by 30 outcomes. */
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

/** What it names when the leader is shown first, and when it is shown last. */
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
