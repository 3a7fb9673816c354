/*
 * Many concurrent debates in one server, with a slow provider on loopback: `npm run bench -- engine`.
 *
 *   --debates 50,500,1000   numbers of concurrent debates, ascending   --answer-seconds 30: time of the provider per answer
 *   --embedded              on the embedded database instead of PostgreSQL (ARAGORA_TEST_DATABASE_URL), without a floor
 *   --json                  prints one line of JSON as the last line
 *
 * The floor is the minimum cost: the same number of concurrent calls by the AI SDK alone, each with one INSERT. CPU time is
 * that of the measured process. It does not include the database, nor the provider and the readers, which run in this one.
 */
import { parseArgs } from 'node:util';
import { asAdmin, createDatabase } from '../test/support/services/databases.ts';
import { type Measured, measureEngine, measureFloor } from './engine/measure.ts';
import { atMost, type Bar, conclude, rounded } from './report.ts';

/** With twenty times as many debates a turn may cost at most 1.5 times as much. */
const MAX_GROWTH = 1.5;
/** Live text is collected for 50 ms and sent every 20 ms. More delay would no longer look like writing. */
const MAX_LAG_MS = 250;

const { values: flags } = parseArgs({
  options: {
    debates: { type: 'string', default: '50,500,1000' },
    'answer-seconds': { type: 'string', default: '30' },
    embedded: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const sizes = flags.debates.split(',').map(Number);
const answerMs = Number(flags['answer-seconds']) * 1_000;
const serverUrl = process.env.ARAGORA_TEST_DATABASE_URL;
if (!serverUrl && !flags.embedded) {
  console.error('Set ARAGORA_TEST_DATABASE_URL to a PostgreSQL server, or use --embedded.');
  process.exit(2);
}

const COLUMNS: Readonly<Record<string, (own: Measured, floor: Measured | undefined) => string>> = {
  debates: (own) => String(own.debates),
  'CPU ms/turn': (own) => own.cpuMsPerTurn.toFixed(1),
  'of the floor': (_, floor) => floor?.cpuMsPerTurn.toFixed(1) ?? '-',
  'ours / floor': (own, floor) => (floor ? (own.cpuMsPerTurn / floor.cpuMsPerTurn).toFixed(2) : '-'),
  'text p50 ms': (own) => at(own.lagsMs, 0.5).toFixed(0),
  'p99 ms': (own) => at(own.lagsMs, 0.99).toFixed(0),
  'floor p50': (_, floor) => (floor ? at(floor.lagsMs, 0.5).toFixed(0) : '-'),
  'floor p99': (_, floor) => (floor ? at(floor.lagsMs, 0.99).toFixed(0) : '-'),
  'KB/debate': (own) => own.kbPerDebate.toFixed(0),
  'answers at once': (own) => String(own.mostAtOnce),
  seconds: (own) => own.seconds.toFixed(0),
};
const rows: { own: Measured; floor: Measured | undefined }[] = [];
console.log(Object.keys(COLUMNS).join('  '));
for (const debates of sizes) rows.push(await row(debates));
report();

async function row(debates: number) {
  const own = await onItsOwn((url) => measureEngine(url, debates, answerMs));
  const floor = flags.embedded ? undefined : await onItsOwn((url) => floorOn(url ?? '', debates));
  const cells = Object.entries(COLUMNS).map(([title, cell]) => cell(own, floor).padStart(title.length));
  console.log(cells.join('  '));
  return { own, floor };
}

/** A new database for one measurement. */
async function onItsOwn(measure: (url: string | null) => Promise<Measured>): Promise<Measured> {
  if (flags.embedded || !serverUrl) return measure(null);
  const { url, drop } = await createDatabase(serverUrl);
  return measure(url).finally(drop);
}

async function floorOn(url: string, debates: number): Promise<Measured> {
  await asAdmin(
    url,
    `create table events (workspace_id text, stream text, seq int, kind text, at timestamptz, data jsonb, salt text,
     digest text, hash text, primary key (workspace_id, stream, seq))`,
  );
  return measureFloor(url, debates, answerMs);
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;
}

function report(): void {
  const [few, many] = [rows[0]?.own, rows.at(-1)?.own];
  const bars: Bar[] = [];
  if (few && many && few !== many) {
    const what = `${many.debates} debates at once, over ${few.debates}`;
    bars.push(atMost(`CPU time of a turn, ${what}`, many.cpuMsPerTurn / few.cpuMsPerTurn, MAX_GROWTH));
    bars.push(atMost(`Memory of a running debate, ${what}`, many.kbPerDebate / few.kbPerDebate, MAX_GROWTH));
  }
  const figures = rows.map(({ own, floor }) => ({
    ...{ debates: own.debates, cpuMsPerTurn: rounded(own.cpuMsPerTurn), kbPerDebate: rounded(own.kbPerDebate) },
    ...{ textP50Ms: rounded(at(own.lagsMs, 0.5)), textP99Ms: rounded(at(own.lagsMs, 0.99)), pieces: own.lagsMs.length },
    ...(floor && {
      floorCpuMsPerTurn: rounded(floor.cpuMsPerTurn),
      ratio: rounded(own.cpuMsPerTurn / floor.cpuMsPerTurn),
    }),
  }));
  const [first] = rows;
  if (first?.floor) {
    const lag = at(first.own.lagsMs, 0.5) - at(first.floor.lagsMs, 0.5);
    const what = `Live text, ${first.own.debates} debates at once: median ms to a socket beyond those to the bare SDK`;
    bars.push(atMost(what, lag, MAX_LAG_MS));
  }
  conclude({ name: 'engine', figures: { rows: figures, answerMs }, bars });
}
