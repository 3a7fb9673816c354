import type { AuditStore } from '../../../src/domain/audit/ports.ts';
import type { DebateRecords, DebateStore } from '../../../src/domain/debates/ports.ts';
import type { EventFeed, EventLog, ReactorCheckpoints } from '../../../src/domain/events/ports.ts';
import type { ReceiptStore } from '../../../src/domain/receipts/ports.ts';
import type { IdempotencyStore } from '../../../src/domain/shared/idempotency-store.ts';
import type { AfterCommit, Atomically } from '../../../src/domain/shared/ports.ts';
import type { UsageStore } from '../../../src/domain/usage/ports.ts';
import { FakeClock } from '../fake-clock.ts';
import { MemoryAuditStore } from '../memory/memory-audit.ts';
import { MemoryDatabase } from '../memory/memory-database.ts';
import { MemoryDebateStore } from '../memory/memory-debates.ts';
import { MemoryEventFeed, MemoryReactorCheckpoints } from '../memory/memory-event-feed.ts';
import { MemoryIdempotencyStore } from '../memory/memory-idempotency.ts';
import { MemoryEventLog } from '../memory/memory-log.ts';
import { MemoryReceiptStore } from '../memory/memory-receipts.ts';
import { MemoryDebateRecords } from '../memory/memory-records.ts';
import { MemoryUsageStore } from '../memory/memory-usage.ts';

/** All stores over one database. The contract suites use them. */
export interface Stores {
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly debates: DebateStore;
  readonly records: DebateRecords;
  readonly log: EventLog;
  readonly receipts: ReceiptStore;
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly usage: UsageStore;
  readonly audit: AuditStore;
  readonly idempotency: IdempotencyStore;
}

/** Empty stores. */
export type MakeStores = () => Promise<Stores>;

export const memoryStores = async (clock = new FakeClock()): Promise<Stores> => {
  const database = new MemoryDatabase();
  const records = new MemoryDebateRecords(database);
  const log = new MemoryEventLog(clock, database);
  return {
    atomically: database.atomically,
    afterCommit: database.afterCommit,
    debates: new MemoryDebateStore(clock, database, records),
    records,
    receipts: new MemoryReceiptStore(clock, database),
    log,
    eventFeed: new MemoryEventFeed(log),
    checkpoints: new MemoryReactorCheckpoints(clock, database),
    usage: new MemoryUsageStore(database),
    audit: new MemoryAuditStore(database),
    idempotency: new MemoryIdempotencyStore(clock, database),
  };
};
