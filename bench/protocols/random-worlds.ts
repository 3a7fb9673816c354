import type { PolicyChoice } from '../../src/domain/debates/protocol.ts';
import { type Learnt, learn, playOf } from './ground-truth.ts';
import { drawQuestion } from './model.ts';
import { Game, majority, type Play, PROTOCOLS, safe, weighted } from './protocols.ts';
import { Rng } from './rng.ts';
import { fixedDebateTokens } from './run.ts';
import { type Estimate, mean } from './stats.ts';
import { type Cell, randomWorld } from './worlds.ts';

/** Debates with ground truth that a workspace has learnt from: half for weights, half for the policy. */
const LABELS = 600;

/** A protocol over random worlds: difference in accuracy to the plain majority, with an interval over worlds. */
export interface WorldsRow {
  readonly protocol: string;
  readonly worlds: number;
  /** Questions in each world. */
  readonly n: number;
  readonly vsMajority: Estimate;
  readonly worst: number;
  /** Share of the worlds in which it is more than one point below the majority. */
  readonly worse: number;
  readonly tokensRatio: number;
}

export interface WorldsResult {
  readonly rows: readonly WorldsRow[];
  readonly choices: Readonly<Record<string, number>>;
}

interface Score {
  readonly difference: number;
  readonly tokensRatio: number;
}

type Way = readonly [name: string, play: (game: Game, learnt: Learnt) => ReturnType<Play>, weights: 'equal' | 'learnt'];

const WAYS: readonly Way[] = [
  ['SAFE, no labels', safe, 'equal'],
  ['BALANCED, no labels', PROTOCOLS.BALANCED ?? safe, 'equal'],
  ['OPEN4, no labels', PROTOCOLS.OPEN4 ?? safe, 'equal'],
  ['debate, 3 rounds', (game) => game.debate(3), 'equal'],
  [`weighted, ${LABELS} labels`, weighted, 'learnt'],
  [`SAFE, ${LABELS} labels`, safe, 'learnt'],
  [`POLICY, ${LABELS} labels`, (game, learnt) => playOf(learnt)(game), 'learnt'],
];

export function runWorlds(seed: number, worlds: number, questions: number): WorldsResult {
  const choices: PolicyChoice['choice'][] = [];
  const scores = WAYS.map((): Score[] => []);
  for (let number = 1; number <= worlds; number++) {
    const cell = randomWorld(seed, number);
    const learnt = learn(cell.world, LABELS / 2, seed, `${cell.name} labels`);
    choices.push(learnt.policy.choice);
    for (const [way, score] of scoresIn(cell, learnt, seed, questions).entries()) scores[way]?.push(score);
  }
  const rows = WAYS.map(([protocol], way) => rowOf(protocol, questions, scores[way] ?? []));
  const tally = [...new Set(choices)].sort().map((one) => [one, choices.filter((choice) => choice === one).length]);
  return { rows, choices: Object.fromEntries(tally) };
}

function scoresIn({ name, world }: Cell, learnt: Learnt, seed: number, questions: number): Score[] {
  const rng = new Rng(seed, `${name} questions`);
  const sums = WAYS.map(() => ({ difference: 0, tokens: 0 }));
  for (let number = 0; number < questions; number++) {
    const question = drawQuestion(world, rng);
    const informed = new Game(world, question, learnt.weights, `${name} ${number}`);
    const equal = informed.unweighted();
    const base = majority(equal).isRight ? 1 : 0;
    for (const [way, [, play, weights]] of WAYS.entries()) {
      const { isRight, tokens } = play(weights === 'equal' ? equal : informed, learnt);
      const sum = sums[way];
      if (sum)
        Object.assign(sum, { difference: sum.difference + (isRight ? 1 : 0) - base, tokens: sum.tokens + tokens });
    }
  }
  const fixed = questions * fixedDebateTokens(world.agents.length);
  return sums.map(({ difference, tokens }) => ({ difference: difference / questions, tokensRatio: tokens / fixed }));
}

function rowOf(protocol: string, n: number, scores: readonly Score[]): WorldsRow {
  const differences = scores.map(({ difference }) => difference);
  return {
    ...{ protocol, n, worlds: scores.length, vsMajority: mean(differences), worst: Math.min(...differences) },
    worse: differences.filter((difference) => difference < -0.01).length / scores.length,
    tokensRatio: mean(scores.map(({ tokensRatio }) => tokensRatio)).value,
  };
}
