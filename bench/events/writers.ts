import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { LoggedEvent, NewEvent } from '../../src/domain/events/event.ts';
import type { PostgresEventLog } from '../../src/infra/events/postgres/event-log.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { START, sealedSteps } from './steps.ts';

/** Commits the steps of one stream in order. Their preparation is not measured. */
export interface Writer {
  prepare(stream: string, steps: readonly (readonly NewEvent[])[]): () => Promise<void>;
}

/** One transaction per step, as in a debate. */
export function ownWriter(database: Database, log: PostgresEventLog): Writer {
  return {
    prepare: (stream, steps) => async () => {
      for (const step of steps)
        await database.atomically(async () => void (await log.append({ workspaceId: 'own', stream }, step)));
    },
  };
}

const COLUMNS = ['workspace_id', 'stream', 'seq', 'kind', 'at', 'data', 'salt', 'digest', 'hash'];

/** The same rows through the driver alone, on as many connections as the pool has. */
export function pgWriter(pool: pg.Pool): Writer {
  return {
    prepare: (stream, steps) => {
      const sealed = sealedSteps({ workspaceId: 'bare', stream }, START, steps);
      return async () => {
        for (const events of sealed) {
          const client = await pool.connect();
          await client.query('begin');
          await client.query(insertion(events.length), valuesOf(events));
          await client.query('commit');
          client.release();
        }
      };
    },
  };
}

/** The same on the embedded database. */
export function pgliteWriter(pglite: PGlite): Writer {
  return {
    prepare: (stream, steps) => {
      const sealed = sealedSteps({ workspaceId: 'bare', stream }, START, steps);
      return async () => {
        for (const events of sealed) {
          await pglite.transaction((tx) => tx.query(insertion(events.length), valuesOf(events)));
        }
      };
    },
  };
}

function insertion(rows: number): string {
  const row = (at: number) => `(${COLUMNS.map((_, column) => `$${at * COLUMNS.length + column + 1}`).join(', ')})`;
  return `insert into events (${COLUMNS.join(', ')}) values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}`;
}

function valuesOf(events: readonly LoggedEvent[]): unknown[] {
  return events.flatMap(({ workspaceId, stream, seq, kind, at, data, salt, digest, hash }) => {
    return [workspaceId, stream, seq, kind, at, data, salt, digest, hash];
  });
}
