import { describe, expect, it } from 'vitest';
import { judgeOf, outcomeOf, runJudge } from '../../bench/protocols/judging.ts';
import { drawQuestion } from '../../bench/protocols/model.ts';
import { Game, majority, type Play, PROTOCOLS, weighted } from '../../bench/protocols/protocols.ts';
import { Rng } from '../../bench/protocols/rng.ts';
import { runCell } from '../../bench/protocols/run.ts';
import {
  mean,
  normalCdf,
  normalQuantile,
  pairedDifference,
  rankCorrelation,
  wilson,
} from '../../bench/protocols/stats.ts';
import { talk } from '../../bench/protocols/talk.ts';
import { anAgent, aWorld, cellOf, gridCells, PANELS, randomWorld } from '../../bench/protocols/worlds.ts';

const SEED = 20261123;
const twoRounds: Play = (game) => game.debate(2);
const running = { seed: SEED, questions: 400, outcomes: 30, protocols: PROTOCOLS };
const cell = cellOf({ strength: 'mixed', rho: 0.3, conformity: 0.2, correction: 0.25 });

describe('the scripted agents', () => {
  it('are as often right as they are said to be, alone', () => {
    const rng = new Rng(SEED, 'alone');
    const questions = Array.from({ length: 8_000 }, () => drawQuestion(cell.world, rng).answers);
    for (const [place, accuracy] of PANELS.mixed.entries()) {
      const { low, high } = wilson(questions.filter((answers) => answers[place] === 0).length, questions.length);
      const slack = (high - low) / 2;
      expect(accuracy).toBeGreaterThan(low - slack);
      expect(accuracy).toBeLessThan(high + slack);
    }
  });

  it('are with the majority as often right as Condorcet computed, where they are independent', () => {
    const agents = Array.from({ length: 5 }, () => anAgent({ accuracy: 0.6 }));
    const world = aWorld({ agents, options: 2, rhoBetween: 0, rhoWithin: 0, difficulty: 0 });
    const [row] = runCell(
      { name: 'Condorcet', world },
      { ...running, questions: 8_000, protocols: { majority, weighted } },
    );
    expect(row?.accuracy.value).toBeGreaterThan(0.68256 - 0.015);
    expect(row?.accuracy.value).toBeLessThan(0.68256 + 0.015);
  });

  it('that only conform, in proportion to who holds what, gain and lose nothing by talk on average', () => {
    const agents = PANELS.mixed.map((accuracy, family) =>
      anAgent({ accuracy, family, conformity: 0.6, sycophancy: 0 }),
    );
    const world = aWorld({ agents, correction: 0, persuasion: 0, alpha: 1 });
    const rng = new Rng(SEED, 'martingale');
    const share = (answers: readonly number[]) => answers.filter((answer) => answer === 0).length / answers.length;
    const changes = Array.from({ length: 6_000 }, () => {
      const question = drawQuestion(world, rng, 6);
      return share(talk(world, question, 6, 'OPEN').answers) - share(question.answers);
    });
    const change = mean(changes);
    expect(Math.abs(change.value)).toBeLessThan(1.5 * (change.high - change.value));
    expect(changes.some((one) => one !== 0)).toBe(true);
  });

  it('that take corrections gain by talk, and lose by it where they take none', () => {
    const wanted = { ...running, questions: 1_500, protocols: { majority, weighted, twoRounds } };
    const difference = (correction: number) => {
      const rows = runCell(cellOf({ strength: 'mixed', rho: 0, conformity: 0.2, correction }), wanted);
      return rows.find(({ protocol }) => protocol === 'twoRounds')?.vsMajority ?? mean([]);
    };
    expect(difference(0.5).low).toBeGreaterThan(0);
    expect(difference(0).high).toBeLessThan(0);
  });
});

describe('the benchmark', () => {
  it('gives the same bytes for the same seed, also after other runs, and other bytes for another seed', () => {
    const once = JSON.stringify(runCell(cell, running));
    runCell(gridCells('small')[0] ?? cell, { ...running, questions: 50 });
    expect(JSON.stringify(runCell(cell, running))).toBe(once);
    expect(JSON.stringify(runCell(cell, { ...running, seed: 7 }))).not.toBe(once);
    expect(JSON.stringify(randomWorld(SEED, 3))).toBe(JSON.stringify(randomWorld(SEED, 3)));
  });

  it('lets every protocol meet the same questions', () => {
    const alone = runCell(cell, { ...running, protocols: { majority, weighted } });
    const rows = runCell(cell, running).filter(({ protocol }) => protocol in { majority, weighted });
    expect(rows).toEqual(alone);
  });

  it('counts the tokens that are read and written', () => {
    const rows = runCell(cell, running);
    const tokens = Object.fromEntries(rows.map((row) => [row.protocol, row.tokens]));
    expect(tokens).toMatchObject({ majority: 3_750, 'debate, 3 rounds': 41_250, 'best single': 750 });
    const safe = rows.find(({ protocol }) => protocol === 'SAFE');
    expect(safe?.tokens).toBeGreaterThan(3_750);
    expect(safe?.tokensRatio).toBeLessThan(0.25);
  });

  it('holds an exchange in SAFE exactly where no answer has three of five', () => {
    const rng = new Rng(SEED, 'gate');
    for (let number = 0; number < 300; number++) {
      const game = new Game(cell.world, drawQuestion(cell.world, rng), [], `gate ${number}`);
      const { answers } = game.question;
      const most = Math.max(...answers.map((one) => answers.filter((other) => other === one).length));
      expect(PROTOCOLS.SAFE?.(game).hadExchange).toBe(most < 3);
    }
  });

  it('has 24 cells in small and 144 in full, each of its own name', () => {
    expect(new Set(gridCells('small').map(({ name }) => name)).size).toBe(24);
    expect(new Set(gridCells('full').map(({ name }) => name)).size).toBe(144);
  });
});

describe('the scripted judge', () => {
  it('contradicts itself on 35 % of pairs, and is right on those it does not as its accuracy says', () => {
    // Its own definition: once right on as many pairs as its accuracy when nothing pulls it to a place.
    for (const accuracy of [0.55, 0.75, 0.85])
      expect(outcomeOf({ skill: normalQuantile(accuracy), pull: 0 }).once).toBeCloseTo(accuracy, 5);
    const { once, agrees, rightWhenAgreed } = outcomeOf(judgeOf(0.75));
    expect(agrees).toBeCloseTo(0.65, 6);
    expect(once).toBeLessThan(0.75);
    expect(rightWhenAgreed).toBeGreaterThan(0.8);
  });

  it('that goes by the order alone ties every time and changes nothing', () => {
    const row = runJudge('mixed', { accuracy: 0.5, skill: 0, pull: 100 }, SEED, 500);
    expect(row).toMatchObject({ ties: 1, both: { value: 0, low: 0, high: 0 } });
    expect(row.asked).toBeGreaterThan(0.1);
    expect(row.leaderLast.value).toBeLessThan(0);
  });
});

describe('the statistics', () => {
  it('have the values that are known', () => {
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
    expect(wilson(8, 10)).toEqual({ value: 0.8, low: expect.closeTo(0.4902, 4), high: expect.closeTo(0.9433, 4) });
    expect(pairedDifference(Uint8Array.of(1, 1, 0, 0), Uint8Array.of(1, 0, 0, 0)).value).toBe(0.25);
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 40])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 1, 1], [3, 2, 1])).toBe(0);
  });

  it('draw what they are said to draw', () => {
    const rng = new Rng(SEED, 'normal');
    const normals = Array.from({ length: 20_000 }, () => rng.normal());
    expect(Math.abs(mean(normals).value)).toBeLessThan(0.03);
    expect(mean(normals.map((one) => one ** 2)).value).toBeCloseTo(1, 1);
    const uniforms = Array.from({ length: 20_000 }, () => rng.next());
    expect(mean(uniforms).value).toBeCloseTo(0.5, 1);
    expect(new Set(uniforms).size).toBeGreaterThan(19_900);
  });
});
