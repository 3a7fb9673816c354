import type { EventLog, StreamRef } from '../../src/domain/events/ports.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { systemRandom } from '../../src/infra/runtime.ts';
import { median } from '../report.ts';
import { stepOf } from './steps.ts';

/** Events of each generated stream. */
const PER_STREAM = 50;
const FILLED_AT_ONCE = 250_000;
/** Events of one read. */
const LIMIT = 20;

/** A log with a given number of events. */
export interface FilledLog {
  readonly log: EventLog;
  readonly database: Database;
  readonly streams: number;
}

/** Fills the log quickly: payloads are realistic, hashes have only the right form. */
export async function fill(database: Database, events: number): Promise<void> {
  const payload = JSON.stringify(stepOf(7)[0]?.data);
  for (let from = 0; from < events; from += FILLED_AT_ONCE) {
    const upTo = Math.min(events, from + FILLED_AT_ONCE) - 1;
    await database.use((em) =>
      em.execute(
        `insert into events (workspace_id, stream, seq, kind, at, data, salt, digest, hash)
         select 'filled', 'dbt_' || lpad((n / ${PER_STREAM})::text, 26, '0'), n % ${PER_STREAM} + 1, 'proposal.made', now(),
           ?::jsonb, md5(n::text), md5(n::text) || md5(n::text), md5((n + 1)::text) || md5(n::text)
         from generate_series(?::int, ?::int) as n`,
        [payload, from, upTo],
      ),
    );
  }
  await database.use((em) => em.execute('vacuum analyze events'));
}

export const streamsOf = (events: number) => Math.floor(events / PER_STREAM);

type Act = (filled: FilledLog, ref: StreamRef) => Promise<unknown>;

/** The timed actions, each on a random stream. */
const ACTS: Readonly<Record<string, Act>> = {
  'read from a cursor': async ({ log }, ref) => {
    const found = await log.read(ref, Math.floor(Math.random() * (PER_STREAM - LIMIT)), LIMIT);
    if (found.length !== LIMIT) throw new Error(`${found.length} events instead of ${LIMIT}.`);
  },
  'last of a stream': ({ log }, ref) => log.last(ref),
  'append to a stream': ({ log, database }, ref) =>
    database.atomically(async () => void (await log.append(ref, stepOf(4)))),
  'append to a new stream': ({ log, database }) => {
    const ref = { workspaceId: 'new', stream: `dbt_${systemRandom.hex(13)}` };
    return database.atomically(async () => void (await log.append(ref, stepOf(4))));
  },
};

export interface Growth {
  readonly act: string;
  readonly fewMs: number;
  readonly manyMs: number;
  readonly ratio: number;
}

/** The times of each action in a small and in a large log, with one call of each in turn. */
export async function compareLogs(few: FilledLog, many: FilledLog, calls: number): Promise<Growth[]> {
  const grown: Growth[] = [];
  for (const [act, run] of Object.entries(ACTS)) {
    const times = { few: [] as number[], many: [] as number[] };
    for (let call = -50; call < calls; call++) {
      for (const [name, filled] of call % 2 === 0
        ? ([
            ['few', few],
            ['many', many],
          ] as const)
        : ([
            ['many', many],
            ['few', few],
          ] as const)) {
        const ms = await timed(run, filled);
        if (call >= 0) times[name].push(ms);
      }
    }
    const [fewMs, manyMs] = [median(times.few), median(times.many)];
    grown.push({ act, fewMs, manyMs, ratio: manyMs / fewMs });
  }
  return grown;
}

async function timed(run: Act, filled: FilledLog): Promise<number> {
  const stream = `dbt_${String(Math.floor(Math.random() * filled.streams)).padStart(26, '0')}`;
  const start = performance.now();
  await run(filled, { workspaceId: 'filled', stream });
  return performance.now() - start;
}
