/*
 * Statements of hot paths through the repository and as raw SQL, on the same database in the same run:
 * `npm run bench -- stores`.
 *
 *   --calls 400   calls of each form, in pairs, either one first   --json: one line of JSON, the last
 *
 * On PostgreSQL where ARAGORA_TEST_DATABASE_URL names a server, in a database that is dropped, and on the embedded one.
 */
import { parseArgs } from 'node:util';
import { onPglite, onPostgres, type Place } from './events/places.ts';
import { above, atMost, type Bar, conclude, median, rounded } from './report.ts';
import { debatePairs } from './stores/debate-pairs.ts';
import { eventPairs } from './stores/event-pairs.ts';
import type { Pair } from './stores/pair.ts';
import { sharedPairs } from './stores/shared-pairs.ts';

/** Raw SQL is only kept on a hot path where the repository takes longer than this, over raw SQL. */
const MIN_RATIO = 1.3;
/** What a repository may cost on a path that runs once a batch or once a group of subscribers, over raw SQL. */
const MAX_RATIO = 2;
const WARM_UP = 50;

const { values: flags } = parseArgs({
  options: { calls: { type: 'string', default: '400' }, json: { type: 'boolean', default: false } },
});
const calls = Number(flags.calls);
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

if (url) await measure('PostgreSQL', await onPostgres(url));
else console.log('PostgreSQL is left out: ARAGORA_TEST_DATABASE_URL names none.');
await measure('PGlite', await onPglite());
conclude({ name: 'stores', figures, bars });

async function measure(what: string, place: Place): Promise<void> {
  console.log(`\n${what}: median ms              repository     raw SQL   ratio   used`);
  const pairs = [...(await eventPairs(place)), ...(await debatePairs(place)), ...(await sharedPairs(place))];
  for (const pair of pairs) {
    const [repository, raw] = await compare(place, pair);
    const ratio = repository / raw;
    const columns = [repository.toFixed(3).padStart(11), raw.toFixed(3).padStart(11), ratio.toFixed(2).padStart(7)];
    console.log(`${pair.what.padEnd(36)} ${columns.join(' ')}   ${pair.used}`);
    figures[`${what}, ${pair.what}`] = {
      repositoryMs: rounded(repository),
      rawMs: rounded(raw),
      ratio: rounded(ratio),
    };
    // The embedded database has no network between, and few debates.
    if (!pair.isHot || what !== 'PostgreSQL') continue;
    const bar = `${what}, ${pair.what}: repository over raw SQL`;
    bars.push(pair.used === 'raw' ? above(bar, ratio, MIN_RATIO) : atMost(bar, ratio, MAX_RATIO));
  }
  await place.close();
}

/** Medians of both forms. They take turns, so that other work of the machine meets both. */
async function compare({ database }: Place, pair: Pair): Promise<readonly [number, number]> {
  const times = { repository: [] as number[], raw: [] as number[] };
  for (let at = 0; at < calls + WARM_UP; at++) {
    const forms = ['repository', 'raw'] as const;
    for (const form of at % 2 === 0 ? forms : forms.toReversed()) {
      const work = () => timeOf(() => pair[form](at));
      const took = await (pair.isInTransaction ? database.atomically(work) : work());
      if (at >= WARM_UP) times[form].push(took);
    }
  }
  return [median(times.repository), median(times.raw)];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
