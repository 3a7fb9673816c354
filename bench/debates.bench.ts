/*
 * Debates of the built-in agents in one server, ten at once: `npm run bench -- debates`.
 *
 *   --debates 200      debates that are measured, after as many of them as a tenth to warm up
 *   --statements       also prints the statements by their beginning, with their number per debate
 *   --json             prints one line of JSON as the last line
 *
 * PostgreSQL is measured if ARAGORA_TEST_DATABASE_URL is set, in a database that is dropped afterwards. The embedded
 * database is always measured.
 */
import { parseArgs } from 'node:util';
import { createDatabase } from '../test/support/services/databases.ts';
import { bloatOf } from './debates/bloat.ts';
import { measureDebates, type Throughput } from './debates/throughput.ts';
import { atLeast, atMost, type Bar, conclude, rounded } from './report.ts';

const MIN_PER_SECOND = { PostgreSQL: 25, embedded: 12 };
/** Size of the table over that of a copy of it. */
const MAX_BLOAT = 2;

const { values: flags } = parseArgs({
  options: {
    debates: { type: 'string', default: '200' },
    statements: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const debates = Number(flags.debates);
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

console.log('ten debates at once     debates/s   statements   transactions   CPU ms of the server (each per debate)');
if (url) await onPostgres(url);
else console.log('PostgreSQL is left out: ARAGORA_TEST_DATABASE_URL names none.');
report('embedded', await measureDebates(undefined, debates));
conclude({ name: 'debates', figures, bars });

async function onPostgres(serverUrl: string): Promise<void> {
  const database = await createDatabase(serverUrl);
  try {
    report('PostgreSQL', await measureDebates(database.url, debates));
    const bloat = await bloatOf(database.url, 'debates');
    bars.push(atMost('PostgreSQL: size of the table of debates, over a copy of it', bloat, MAX_BLOAT));
  } finally {
    await database.drop();
  }
}

function report(
  what: keyof typeof MIN_PER_SECOND,
  { perSecond, statements, transactions, cpuMs, texts }: Throughput,
): void {
  const columns = [
    perSecond.toFixed(1).padStart(9),
    statements.toFixed(0).padStart(12),
    transactions.toFixed(1).padStart(14),
  ];
  console.log(`${what.padEnd(23)} ${columns.join(' ')} ${cpuMs.toFixed(0).padStart(8)}`);
  figures[what] = {
    ...{ perSecond: rounded(perSecond), statements: rounded(statements) },
    ...{ transactions: rounded(transactions), cpuMs: rounded(cpuMs) },
  };
  bars.push(atLeast(`${what}: debates/s, ten at once`, perSecond, MIN_PER_SECOND[what]));
  if (!flags.statements) return;
  for (const [text, perDebate] of texts) console.log(`  ${perDebate.toFixed(1).padStart(6)} ${text}`);
}
