import { systemRandom } from '../../src/infra/runtime.ts';
import { median } from '../report.ts';
import { stepOf } from './steps.ts';
import type { Writer } from './writers.ts';

export interface Rates {
  /** Events per second, median of the blocks. */
  readonly own: number;
  readonly bare: number;
  /** Median of the ratios of neighbouring blocks. */
  readonly ratio: number;
  /** Lower and upper quartile of these ratios. */
  readonly spread: readonly [number, number];
}

export interface Load {
  readonly blocks: number;
  /** Streams written concurrently. */
  readonly writers: number;
  /** Commits of each stream in a block. */
  readonly steps: number;
}

/** Both writers write the same in short alternating blocks, so that other load on the machine affects both. */
export async function compare(own: Writer, bare: Writer, load: Load): Promise<Rates> {
  const rates = { own: [] as number[], bare: [] as number[] };
  for (let block = -2; block < load.blocks; block++) {
    const order = [['own', own] as const, ['bare', bare] as const];
    for (const [name, writer] of block % 2 === 0 ? order : order.toReversed()) {
      const rate = await measure(writer, load);
      // The first blocks are a warm-up.
      if (block >= 0) rates[name].push(rate);
    }
  }
  const ratios = rates.own.map((rate, at) => rate / (rates.bare[at] ?? Number.NaN)).sort((one, other) => one - other);
  const quartile = (share: number) => ratios[Math.floor(ratios.length * share)] ?? Number.NaN;
  return {
    own: median(rates.own),
    bare: median(rates.bare),
    ratio: median(ratios),
    spread: [quartile(0.25), quartile(0.75)],
  };
}

async function measure(writer: Writer, { writers, steps }: Load): Promise<number> {
  const work = Array.from({ length: steps }, (_, at) => stepOf(at));
  const runs = Array.from({ length: writers }, () => writer.prepare(`dbt_${systemRandom.hex(13)}`, work));
  const start = performance.now();
  await Promise.all(runs.map((run) => run()));
  const events = writers * work.reduce((sum, step) => sum + step.length, 0);
  return (events * 1_000) / (performance.now() - start);
}
