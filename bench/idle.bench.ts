/*
 * The cost of an idle server: `npm run bench -- idle`.
 *
 *   --seconds 60       duration of each measurement
 *   --statements       also prints the statements by their beginning, with their number per minute
 *   --json             prints one line of JSON as the last line
 *
 * PostgreSQL is measured if ARAGORA_TEST_DATABASE_URL is set, in databases that are dropped afterwards. The embedded
 * database is always measured.
 */
import { parseArgs } from 'node:util';
import { createDatabase } from '../test/support/services/databases.ts';
import { type Idleness, measureIdle } from './idle/idle-server.ts';
import { atMost, type Bar, conclude, rounded } from './report.ts';

/** With one job per second and reactor an embedded server sent 11.8 statements per second. */
const MAX_STATEMENTS = 1;
/** 0.5 % of a core. The timers of two monitors of the event loop alone took 6.5 ms per second. */
const MAX_CPU_MS = 5;
/** Ratio of twenty reactors to one. */
const MAX_GROWTH = 1.2;

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    statements: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(flags.seconds);
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

console.log('idle server                 reactors   statements/s   CPU ms/s');
await measure('embedded', async (reactors) => measureIdle(undefined, reactors, seconds));
if (url) await measure('PostgreSQL', (reactors) => measureOnPostgres(url, reactors));
else console.log('PostgreSQL is left out: ARAGORA_TEST_DATABASE_URL names none.');
conclude({ name: 'idle', figures, bars });

async function measure(what: string, idle: (reactors: 1 | 20) => Promise<Idleness>): Promise<void> {
  const [one, twenty] = [await idle(1), await idle(20)];
  print(what, 1, one);
  print(what, 20, twenty);
  bars.push(atMost(`${what}: statements/s with 20 reactors`, twenty.statementsPerSecond, MAX_STATEMENTS));
  bars.push(atMost(`${what}: CPU ms/s with 20 reactors`, twenty.cpuMsPerSecond, MAX_CPU_MS));
  const growth = twenty.statementsPerSecond / one.statementsPerSecond;
  bars.push(atMost(`${what}: statements/s with 20 reactors, over those with one`, growth, MAX_GROWTH));
}

async function measureOnPostgres(serverUrl: string, reactors: 1 | 20): Promise<Idleness> {
  const database = await createDatabase(serverUrl);
  try {
    return await measureIdle(database.url, reactors, seconds);
  } finally {
    await database.drop();
  }
}

function print(what: string, reactors: number, { statementsPerSecond, cpuMsPerSecond, statements }: Idleness): void {
  const columns = [`${reactors}`.padStart(8), statementsPerSecond.toFixed(2).padStart(14)];
  console.log(`${what.padEnd(27)} ${columns.join(' ')} ${cpuMsPerSecond.toFixed(1).padStart(10)}`);
  figures[`${what}, ${reactors} reactors`] = {
    statementsPerSecond: rounded(statementsPerSecond),
    cpuMsPerSecond: rounded(cpuMsPerSecond),
  };
  if (!flags.statements) return;
  for (const [text, perMinute] of statements) console.log(`  ${perMinute.toFixed(0).padStart(4)}/min ${text}`);
}
