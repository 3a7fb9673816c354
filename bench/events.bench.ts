/*
 * The event log compared with the plain driver, and a large log compared with a small one: `npm run bench -- events`.
 *
 *   --events 1000000   events in the large log (ten million need about 20 GB temporarily)
 *   --blocks 20        blocks of each writer   --calls 400: calls of each kind in the large and the small log
 *   --json             prints one line of JSON as the last line
 *
 * PostgreSQL is measured if ARAGORA_TEST_DATABASE_URL is set, in databases that are dropped afterwards. The embedded
 * database is always measured.
 */
import { parseArgs } from 'node:util';
import { compareLogs, type FilledLog, fill, type Growth, streamsOf } from './events/growth.ts';
import { onPglite, onPostgres, type Place } from './events/places.ts';
import { compare, type Rates } from './events/rate.ts';
import { ownWriter } from './events/writers.ts';
import { atLeast, atMost, type Bar, conclude, rounded } from './report.ts';

/** Sealing, looking at the last event and mapping may cost two thirds of the transaction itself. */
const MIN_SHARE = 0.6;
/** The index has one more level, and some pages are not cached. */
const MAX_GROWTH = 1.5;
const FEW = 10_000;

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    blocks: { type: 'string', default: '20' },
    calls: { type: 'string', default: '400' },
    json: { type: 'boolean', default: false },
  },
});
const many = Number(flags.events);
const blocks = Number(flags.blocks);
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

console.log('appended events/s                  ours    bare driver    ours / bare   quartiles');
if (url) {
  const place = await onPostgres(url);
  await rate('PostgreSQL, one debate', place, { blocks, writers: 1, steps: 60 });
  await rate('PostgreSQL, ten at once', place, { blocks, writers: 10, steps: 30 });
  await place.close();
}
const embedded = await onPglite();
await rate('PGlite, one debate', embedded, { blocks, writers: 1, steps: 60 });
await embedded.close();

if (url) await growth(url);
else console.log('PostgreSQL is not measured: ARAGORA_TEST_DATABASE_URL is not set.');
conclude({ name: 'events', figures, bars });

async function rate(what: string, { database, log, bare }: Place, load: Parameters<typeof compare>[2]): Promise<void> {
  const rates: Rates = await compare(ownWriter(database, log), bare, load);
  const columns = [
    rates.own.toFixed(0).padStart(8),
    rates.bare.toFixed(0).padStart(13),
    rates.ratio.toFixed(2).padStart(13),
  ];
  console.log(
    `${what.padEnd(30)} ${columns.join('  ')}   ${rates.spread.map((share) => share.toFixed(2)).join(' – ')}`,
  );
  figures[what] = { own: rounded(rates.own), bare: rounded(rates.bare), ratio: rounded(rates.ratio) };
  bars.push(atLeast(`${what}: appended events/s, over the bare driver's`, rates.ratio, MIN_SHARE));
}

async function growth(serverUrl: string): Promise<void> {
  const [small, large] = [await filled(serverUrl, FEW), await filled(serverUrl, many)];
  try {
    console.log(`\nmedian ms                  ${FEW} events   ${many} events   ratio`);
    for (const grown of await compareLogs(small, large, Number(flags.calls))) print(grown);
  } finally {
    await large.close();
    await small.close();
  }
}

async function filled(serverUrl: string, events: number): Promise<FilledLog & Pick<Place, 'close'>> {
  const place = await onPostgres(serverUrl);
  await fill(place.database, events);
  return { ...place, streams: streamsOf(events) };
}

function print({ act, fewMs, manyMs, ratio }: Growth): void {
  console.log(
    `${act.padEnd(24)} ${fewMs.toFixed(2).padStart(14)} ${manyMs.toFixed(2).padStart(16)} ${ratio.toFixed(2).padStart(7)}`,
  );
  figures[`${act}, growth`] = rounded(ratio);
  bars.push(atMost(`${act}: median in the large log, over that in the small one`, ratio, MAX_GROWTH));
}
