/*
 * Lists of 20,000 stored debates, over HTTP, and the plain driver with the same columns on the same database in the same run:
 * `npm run bench -- lists`.
 *
 *   --debates 20000   stored debates   --calls 400   calls of each form, in pairs   --json: one line of JSON, the last
 *
 * On PostgreSQL where ARAGORA_TEST_DATABASE_URL names a server, in a database that is dropped; the search for text also on the
 * embedded database. It needs `npm run build`.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { StartDebateDocument } from '../src/cli/generated/graphql.ts';
import { PostgresDebateStore } from '../src/infra/debates/postgres/debate-store.ts';
import { aContestedDecision } from '../test/resolvers/support/inputs.ts';
import { anEndedDebate } from '../test/support/builders.ts';
import { createDatabase } from '../test/support/services/databases.ts';
import { onPglite } from './events/places.ts';
import { type Served, serve } from './lists/served.ts';
import { atMost, type Bar, conclude, median, rounded } from './report.ts';

/** Calls until both are compiled. */
const WARM_UP = 400;
/** Milliseconds for a search that finds nothing. */
const MAX_SEARCH_MS = 10;
const TEXT = 'zzz qqq';

const BARE = 'from debates where workspace_id = $1 order by id desc limit 51';
const LISTS = [
  { what: 'ids and status', fields: 'id status', columns: 'id, status', most: 5 },
  {
    what: 'the list screen',
    fields: `id task status outcome createdAt endedAt winner { label } participants { label role provider }
      verdict { outcome answer tally { option { label } weight } }`,
    columns: `id, task, status, outcome, stop_reason, ground_truth, created_at, started_at, ended_at, participants, options,
      candidates, verdict`,
    most: 2.5,
  },
];

const { values: flags } = parseArgs({
  options: {
    debates: { type: 'string', default: '20000' },
    calls: { type: 'string', default: '400' },
    json: { type: 'boolean', default: false },
  },
});
const [debates, calls] = [Number(flags.debates), Number(flags.calls)];
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

if (url) await onPostgres(url);
else console.log('PostgreSQL is left out: ARAGORA_TEST_DATABASE_URL names none.');
await onEmbedded();
conclude({ name: 'lists', figures, bars });

async function onPostgres(serverUrl: string): Promise<void> {
  const database = await createDatabase(serverUrl);
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const served = await serve(database.url);
  try {
    const workspaceId = await fill(served, pool);
    for (const list of LISTS)
      await compare(served, () => pool.query(`select ${list.columns} ${BARE}`, [workspaceId]), list);
    const query = `{ debates(first: 50, filter: { text: "${TEXT}" }) { nodes { id status } } }`;
    report('PostgreSQL, over HTTP', await medianOf(() => served.ask(query)));
  } finally {
    await served.stop();
    await pool.end();
    await database.drop();
  }
}

/** One debate that the server ran, and copies of it with tasks of their own. */
async function fill(served: Served, pool: pg.Pool): Promise<string> {
  await served.ask(String(StartDebateDocument), { input: { decision: aContestedDecision() } });
  for (;;) {
    const { rows } = await pool.query(`select workspace_id from debates where status = 'COMPLETED'`);
    if (rows[0]) {
      await pool.query(copies('debates', debates));
      await pool.query('vacuum analyze debates');
      return rows[0].workspace_id;
    }
    await setTimeout(100);
  }
}

function copies(table: string, count: number): string {
  return `insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('id', 'dbt_' || lpad(n::text, 26, '0'),
    'task', 'Should team ' || n || ' buy or build the ' || md5(n::text) || '?'))).*
    from (select * from ${table} limit 1) as first join ${table} as one using (id), generate_series(1, ${count}) as n`;
}

interface List {
  readonly what: string;
  readonly fields: string;
  readonly most: number;
}

async function compare(served: Served, bare: () => Promise<unknown>, { what, fields, most }: List): Promise<void> {
  const query = `{ debates(first: 50) { nodes { ${fields} } } }`;
  const times = { ours: [] as number[], bare: [] as number[] };
  const forms = { ours: () => served.ask(query), bare };
  for (let at = 0; at < calls + WARM_UP; at++) {
    for (const form of at % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const took = await timeOf(forms[form]);
      if (at >= WARM_UP) times[form].push(took);
    }
  }
  const [ours, driver] = [median(times.ours), median(times.bare)];
  const ratio = ours / driver;
  console.log(
    `${what}: ${ours.toFixed(2)} ms over HTTP, ${driver.toFixed(2)} ms by the driver, ratio ${ratio.toFixed(2)}`,
  );
  figures[what] = { oursMs: rounded(ours), driverMs: rounded(driver), ratio: rounded(ratio) };
  bars.push(atMost(`PostgreSQL, ${what}: p50 over the bare driver`, ratio, most));
}

async function onEmbedded(): Promise<void> {
  const { database, log, close } = await onPglite();
  const store = new PostgresDebateStore(database, log);
  await store.add(anEndedDebate({ id: 'dbt_1' }));
  await database.query(copies('debates', debates), []);
  const page = { order: 'NEWEST_FIRST', from: 'START', limit: 51, text: TEXT, parts: [] } as const;
  report('embedded, by the store', await medianOf(() => store.page('wsp_1', page)));
  await close();
}

function report(what: string, ms: number): void {
  console.log(`search without a hit, ${what}: ${ms.toFixed(2)} ms`);
  figures[`search, ${what}`] = rounded(ms);
  bars.push(atMost(`${what}: search without a hit, ms`, ms, MAX_SEARCH_MS));
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < calls / 2 + WARM_UP; at++) {
    const took = await timeOf(work);
    if (at >= WARM_UP) times.push(took);
  }
  return median(times);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
