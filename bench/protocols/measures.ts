import { collapseOf } from '../../src/domain/debates/protocols/collapse.ts';
import { populationGain } from '../../src/domain/debates/protocols/debate-gain.ts';
import { followingOf } from '../../src/domain/debates/protocols/majority-following.ts';
import type { DebateRecord } from '../../src/domain/debates/verdict/debate-record.ts';
import { toRecord } from './ground-truth.ts';
import { drawQuestion, type World } from './model.ts';
import { Game } from './protocols.ts';
import { Rng } from './rng.ts';
import { mean, rankCorrelation } from './stats.ts';
import type { Style } from './talk.ts';
import { anAgent, aWorld, cellOf } from './worlds.ts';

/** The reliability of the product's measures. Shares are 0 to 1. */
export interface Measures {
  /** Share of samples of 400 debates with ground truth whose 95 % interval contains the gain of the whole population. */
  readonly gainCovered: number;
  readonly gainHalfWidth: number;
  /** Whether samples of 99 debates stated a gain: they must not. */
  readonly gainFromTooFew: boolean;
  /** Rank correlation between moves to the majority and true conformity of agents, with names, all to all. */
  readonly followingAfter10: number;
  readonly followingAfter300: number;
  /** The same in the anonymous exchange of distinct arguments. */
  readonly anonymousAfter300: number;
  readonly indexFromTooFew: boolean;
  /** Rates of collapse and of wrongful collapse, in a world where talk corrects and in one where it only conforms. */
  readonly collapse: {
    readonly correcting: [number | null, number | null];
    readonly conforming: [number | null, number | null];
  };
}

const SAMPLE = 400;

export function runMeasures(seed: number, samples: number): Measures {
  const { world } = cellOf({ strength: 'mixed', rho: 0.3, conformity: 0.2, correction: 0.25 });
  const population = recordsIn(world, SAMPLE * samples, 'DISTINCT', { seed, name: 'gain' });
  const truth = populationGain(population).value ?? Number.NaN;
  const gains = Array.from({ length: samples }, (_, n) =>
    populationGain(population.slice(n * SAMPLE, (n + 1) * SAMPLE)),
  );
  const covered = gains.filter(({ interval }) => interval && interval[0] <= truth && truth <= interval[1]);
  return {
    gainCovered: covered.length / samples,
    gainHalfWidth: mean(gains.map(({ interval }) => (interval ? (interval[1] - interval[0]) / 2 : 0))).value,
    gainFromTooFew: populationGain(population.slice(0, 99)).value !== null,
    followingAfter10: followingFound(10, 'OPEN', seed),
    followingAfter300: followingFound(300, 'OPEN', seed),
    anonymousAfter300: followingFound(300, 'DISTINCT', seed),
    indexFromTooFew: followingOf(population.slice(0, 299)).some(({ index }) => index !== null),
    collapse: { correcting: collapseIn(0, 0.5, seed), conforming: collapseIn(0.6, 0, seed) },
  };
}

/**
 * Mean over 40 panels of seven agents with different conformity. Uses counts: the product states no index from 10 debates.
 */
function followingFound(debates: number, style: Style, seed: number): number {
  const found = Array.from({ length: 40 }, (_, panel) => {
    const rng = new Rng(seed, `panel ${panel}`);
    const agents = Array.from({ length: 7 }, (_, family) => {
      const conformity = rng.between(0, 0.6);
      return anAgent({ accuracy: rng.between(0.5, 0.8), family, conformity, sycophancy: conformity / 4 });
    });
    const records = recordsIn(aWorld({ agents }), debates, style, {
      seed,
      name: `following ${style} ${debates} ${panel}`,
    });
    const counts = followingOf(records).map(({ moves, opportunities }) => (moves + 1) / (opportunities + 5));
    return rankCorrelation(
      counts,
      agents.map(({ conformity }) => conformity),
    );
  });
  return mean(found).value;
}

function collapseIn(conformity: number, correction: number, seed: number): [number | null, number | null] {
  const { world, name } = cellOf({ strength: 'mixed', rho: 0.3, conformity, correction });
  const { rate, wrongfulRate } = collapseOf(recordsIn(world, 4_000, 'OPEN', { seed, name: `collapse ${name}` }));
  return [rate, wrongfulRate];
}

/** The name of a sequence of random numbers. */
interface Draw {
  readonly seed: number;
  readonly name: string;
}

function recordsIn(world: World, count: number, style: Style, { seed, name }: Draw): DebateRecord[] {
  const rng = new Rng(seed, name);
  return Array.from({ length: count }, (_, number) =>
    toRecord(new Game(world, drawQuestion(world, rng), [], `${name} ${number}`), style),
  );
}
