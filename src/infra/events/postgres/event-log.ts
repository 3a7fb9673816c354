import { FIRST_LINK, type LoggedEvent, type NewEvent, seal } from '../../../domain/events/event.ts';
import type { EventLog, StreamRef } from '../../../domain/events/ports.ts';
import type { Clock, Random } from '../../../domain/shared/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { prepared } from '../../postgres/prepared-statements.ts';
import { type Link, RememberedLinks } from '../links.ts';
import { EVENT_FIELDS, EventRow, toEvent } from './rows.ts';

export class PostgresEventLog implements EventLog {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly random: Random;
  private readonly links = new RememberedLinks();

  constructor(database: Database, clock: Clock, random: Random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  async append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]> {
    if (events.length === 0) return [];
    const remembered = this.links.of(ref);
    const sealed =
      (remembered && (await this.appendAfter(ref, events, remembered))) ??
      (await this.appendAfter(ref, events, await this.lastLink(ref)));
    if (sealed === undefined) throw new Error(`Another writer of ${ref.stream} was first.`);
    this.links.remember(ref, sealed.at(-1) as LoggedEvent);
    return sealed;
  }

  /** Adds the events if the stream ends with this link; otherwise returns undefined and adds nothing. */
  private async appendAfter(ref: StreamRef, events: readonly NewEvent[], after: Link) {
    const sealed = this.sealed(ref, events, after);
    for (let from = 0; from < sealed.length; from += MAX_AT_ONCE) {
      const some = sealed.slice(from, from + MAX_AT_ONCE);
      const previous = from === 0 ? after.hash : sealed[from - 1]?.hash;
      const place = [ref.workspaceId, ref.stream, previous];
      const added = await this.database.query(insertion(some.length), [...place, ...some.flatMap(valuesOf)]);
      if (added.length === 0) return undefined;
    }
    return sealed;
  }

  private sealed(ref: StreamRef, events: readonly NewEvent[], after: Link): readonly LoggedEvent[] {
    const at = this.clock.now();
    let { seq, hash } = after;
    return events.map((event) => {
      const logged = seal(event, { ...ref, seq: ++seq, at, salt: this.random.hex(16) }, hash);
      hash = logged.hash;
      return logged;
    });
  }

  /** Without the payload, which may be long. */
  private async lastLink(ref: StreamRef): Promise<Link> {
    const options = { fields: ['seq', 'hash'], orderBy: { seq: 'desc' } } as const;
    const last = await this.database.repository(EventRow, (events) => events.findOne({ ...ref }, options));
    return last ?? { seq: 0, hash: FIRST_LINK };
  }

  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]> {
    return this.database.repository(EventRow, async (events) => {
      const rows = events
        .qb()
        .select([...EVENT_FIELDS])
        .where({ ...ref, seq: { $gt: after } });
      return (await rows.orderBy({ seq: 'asc' }).limit(limit).execute<LoggedEvent[]>()).map(toEvent);
    });
  }

  readEach(starts: readonly (StreamRef & { readonly after: number })[]): Promise<readonly LoggedEvent[]> {
    const $or = starts.map(({ workspaceId, stream, after }) => ({ workspaceId, stream, seq: { $gt: after } }));
    return this.database.repository(EventRow, async (events) => {
      const rows = events
        .qb()
        .select([...EVENT_FIELDS])
        .where({ $or });
      return (await rows.orderBy({ stream: 'asc', seq: 'asc' }).execute<LoggedEvent[]>()).map(toEvent);
    });
  }

  hashes(ref: StreamRef): Promise<readonly string[]> {
    const options = { orderBy: { seq: 'asc' }, fields: ['hash'] } as const;
    return this.database.repository(EventRow, async (events) =>
      (await events.find({ ...ref }, options)).map(({ hash }) => hash),
    );
  }

  last(ref: StreamRef): Promise<LoggedEvent | undefined> {
    return this.database.repository(EventRow, async (events) => {
      const row = await events.findOne({ ...ref }, { orderBy: { seq: 'desc' } });
      return row ? toEvent(row) : undefined;
    });
  }

  async erase(ref: StreamRef): Promise<void> {
    await this.database.repository(EventRow, (events) => events.nativeUpdate({ ...ref }, { data: null, salt: null }));
  }
}

/** A statement holds at most 65,535 values. */
const MAX_AT_ONCE = 1_000;
/** A step has few events. Each number of them has a statement of its own. */
const MAX_PREPARED = 8;
const COLUMNS = {
  ...{ seq: 'int', kind: 'text', at: 'timestamptz', data: 'jsonb' },
  ...{ salt: 'text', digest: 'text', hash: 'text' },
};

/**
 * Adds events to the stream `$1`, `$2` if it ends with the hash `$3`, because the remembered end of a process may be
 * out of date.
 */
function insertion(events: number): string {
  const types = Object.values(COLUMNS);
  const row = (at: number) => types.map((type, column) => `$${4 + at * types.length + column}::${type}`).join(', ');
  const rows = Array.from({ length: events }, (_, at) => `($1::text, $2::text, ${row(at)})`);
  const sql = `insert into events (workspace_id, stream, ${Object.keys(COLUMNS).join(', ')})
    select * from (values ${rows.join(', ')}) as news
    where coalesce((select hash from events where workspace_id = $1 and stream = $2 order by seq desc limit 1),
      '${FIRST_LINK}') = $3 returning seq`;
  return events <= MAX_PREPARED ? prepared(sql) : sql;
}

/** In the order of `COLUMNS`. */
function valuesOf({ seq, kind, at, data, salt, digest, hash }: LoggedEvent): unknown[] {
  return [seq, kind, at.toISOString(), JSON.stringify(data), salt, digest, hash];
}
