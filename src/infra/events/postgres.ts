import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { FIRST_LINK, type LoggedEvent, type NewEvent, seal } from '../../domain/events/event.ts';
import type { EventLog, StreamRef } from '../../domain/events/ports.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Clock, Random } from '../../domain/shared/ports.ts';
import type { Database } from '../postgres/database.ts';

export const EventRow = defineEntity({
  name: 'EventRow',
  tableName: 'events',
  properties: {
    workspaceId: p.text().primary(),
    stream: p.text().primary(),
    seq: p.integer().primary(),
    kind: p.text(),
    at: p.datetime(3),
    data: p.json<Json>().nullable(),
    salt: p.text().nullable(),
    digest: p.text(),
    hash: p.text(),
  },
});

export class PostgresEventLog implements EventLog {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly random: Random;

  constructor(database: Database, clock: Clock, random: Random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  async append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]> {
    if (events.length === 0) return [];
    const last = await this.last(ref);
    const at = this.clock.now();
    let [seq, link] = [last?.seq ?? 0, last?.hash ?? FIRST_LINK];
    const sealed = events.map((event) => {
      const logged = seal(event, { ...ref, seq: ++seq, at, salt: this.random.hex(16) }, link);
      link = logged.hash;
      return logged;
    });
    await this.database.use((em) => em.insertMany(EventRow, [...sealed]));
    return sealed;
  }

  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]> {
    const where = { ...ref, seq: { $gt: after } };
    return this.database.use(async (em) =>
      (await em.find(EventRow, where, { orderBy: { seq: 'asc' }, limit, disableIdentityMap: true })).map(toEvent),
    );
  }

  hashes(ref: StreamRef): Promise<readonly string[]> {
    const options = { orderBy: { seq: 'asc' }, fields: ['hash'], disableIdentityMap: true } as const;
    return this.database.use(async (em) => (await em.find(EventRow, { ...ref }, options)).map(({ hash }) => hash));
  }

  last(ref: StreamRef): Promise<LoggedEvent | undefined> {
    return this.database.use(async (em) => {
      const options = { orderBy: { seq: 'desc' }, limit: 1, disableIdentityMap: true } as const;
      return (await em.find(EventRow, { ...ref }, options)).map(toEvent)[0];
    });
  }

  async erase(ref: StreamRef): Promise<void> {
    await this.database.use((em) => em.nativeUpdate(EventRow, { ...ref }, { data: null, salt: null }));
  }
}

function toEvent(row: InferEntity<typeof EventRow>): LoggedEvent {
  const { workspaceId, stream, seq, kind, at, data, salt, digest, hash } = row;
  return { workspaceId, stream, seq, kind, at, data: data ?? null, salt: salt ?? null, digest, hash };
}
