import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { PostgresEventLog } from '../../../src/infra/events/postgres/event-log.ts';
import { openEmbedded } from '../../../src/infra/postgres/open.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';

export interface Stored {
  readonly events: readonly LoggedEvent[];
  readonly status: string;
  readonly leaseHolder: string | null;
}

/** Reads a debate from the embedded database of a stopped server. */
export async function storedIn(dataDir: string, debateId: string): Promise<Stored> {
  const open = await openEmbedded(dataDir, DATABASE_SCHEMA);
  try {
    const log = new PostgresEventLog(open.database, systemClock, systemRandom);
    const events = await log.read({ workspaceId: LOCAL_OWNER.workspaceId, stream: debateId }, 0, 10_000);
    const sql = 'select status, lease_holder as "leaseHolder" from debates where id = ?';
    const [row] = await open.database.use((em) =>
      em.execute<{ status: string; leaseHolder: string | null }[]>(sql, [debateId]),
    );
    if (!row) throw new Error(`There is no ${debateId} in ${dataDir}.`);
    return { events, ...row };
  } finally {
    await open.close();
  }
}
