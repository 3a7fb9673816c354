import { measuredWeights } from '../../src/domain/debates/protocols/weights.ts';
import { drawQuestion, type World } from './model.ts';
import { Game, type Play } from './protocols.ts';
import { Rng } from './rng.ts';
import { type Estimate, mean, pairedDifference, wilson } from './stats.ts';
import type { Cell } from './worlds.ts';

/** The result of one protocol in one cell. Differences are in accuracy, with 95 % intervals, paired by question. */
export interface Row {
  readonly cell: string;
  readonly protocol: string;
  readonly n: number;
  readonly accuracy: Estimate;
  readonly vsMajority: Estimate;
  readonly vsWeighted: Estimate;
  /** Tokens per question, read and written, and as a share of those of three rounds of all to all. */
  readonly tokens: number;
  readonly tokensRatio: number;
  /** Share of questions with an exchange. */
  readonly exchanged: number;
}

export interface Running {
  readonly seed: number;
  readonly questions: number;
  /** Questions with ground truth that measure the weight of each agent, drawn again for each question; 0: weights are 1. */
  readonly outcomes: number;
  readonly protocols: Readonly<Record<string, Play>>;
}

interface Sheet {
  readonly protocol: string;
  readonly right: Uint8Array;
  tokens: number;
  exchanges: number;
}

/** Runs every protocol on the same questions. `majority` and `weighted` must be among the protocols. */
export function runCell({ name, world }: Cell, running: Running): Row[] {
  const { seed, questions, protocols } = running;
  const rng = new Rng(seed, name);
  const sheets = Object.keys(protocols).map((protocol): Sheet => {
    return { protocol, right: new Uint8Array(questions), tokens: 0, exchanges: 0 };
  });
  for (let number = 0; number < questions; number++) {
    const weights = weightsFrom(world, running.outcomes, rng);
    const game = new Game(world, drawQuestion(world, rng), weights, `${name} ${number}`);
    for (const sheet of sheets) mark(sheet, number, protocols[sheet.protocol]?.(game));
  }
  return sheets.map((sheet) => rowOf(name, world, sheet, sheets));
}

/** The weights that the product gives agents with these accuracies after a number of questions with ground truth. */
export function weightsFrom({ agents, options }: World, outcomes: number, rng: Rng): number[] {
  const ids = agents.map((_, place) => `agent ${place}`);
  const history = ids.map((id, place) => {
    const { accuracy = 0, isAdversary } = agents[place] ?? {};
    return [id, { right: rng.binomial(outcomes, isAdversary ? 0 : accuracy), n: outcomes }] as const;
  });
  const weights = measuredWeights(new Map(history), ids, options);
  return ids.map((id) => weights.get(id) ?? 1);
}

/** Tokens of three rounds of all to all. */
export function fixedDebateTokens(panel: number): number {
  return panel * (400 + 350) + 3 * panel * (400 + 350 + 350 * (panel - 1) + 350);
}

function mark(sheet: Sheet, number: number, played: ReturnType<Play> | undefined): void {
  if (!played) return;
  sheet.right[number] = played.isRight ? 1 : 0;
  sheet.tokens += played.tokens;
  if (played.hadExchange) sheet.exchanges++;
}

function rowOf(
  cell: string,
  world: World,
  { protocol, right, tokens, exchanges }: Sheet,
  sheets: readonly Sheet[],
): Row {
  const n = right.length;
  const against = (name: string) =>
    pairedDifference(right, sheets.find((sheet) => sheet.protocol === name)?.right ?? right);
  return {
    ...{ cell, protocol, n },
    accuracy: wilson(Math.round(mean(right).value * n), n),
    vsMajority: against('majority'),
    vsWeighted: against('weighted'),
    tokens: tokens / n,
    tokensRatio: tokens / n / fixedDebateTokens(world.agents.length),
    exchanged: exchanges / n,
  };
}
