import { type NewEvent, seal } from '../../src/domain/events/event.ts';
import type { StreamRef } from '../../src/domain/events/ports.ts';
import type { Link } from '../../src/infra/events/links.ts';
import { EventRow } from '../../src/infra/events/postgres/rows.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { systemRandom } from '../../src/infra/runtime.ts';

/**
 * The append of `PostgresEventLog` through the repository. An `insert` of the mapper takes no condition, so the end of the
 * stream is read first. Returns the new end.
 */
export async function appendThroughRepository(
  database: Database,
  ref: StreamRef,
  events: readonly NewEvent[],
  after: Link,
): Promise<Link> {
  const at = new Date();
  let { seq, hash } = after;
  const rows = events.map((event) => {
    const logged = seal(event, { ...ref, seq: ++seq, at, salt: systemRandom.hex(16) }, hash);
    hash = logged.hash;
    return logged;
  });
  return database.repository(EventRow, async (stored) => {
    const last = await stored.findOne({ ...ref }, { fields: ['hash'], orderBy: { seq: 'desc' } });
    if (last && last.hash !== after.hash) throw new Error('Another writer was first.');
    await stored.insertMany(rows);
    return { seq, hash };
  });
}
