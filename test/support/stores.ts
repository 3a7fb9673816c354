import type { DebateRecords, DebateStore } from '../../src/domain/debates/ports.ts';
import type { EventLog } from '../../src/domain/events/ports.ts';
import type { ReceiptStore } from '../../src/domain/receipts/ports.ts';
import type { IdempotencyStore } from '../../src/domain/shared/idempotency.ts';
import type { Atomically } from '../../src/domain/shared/ports.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryDatabase } from './memory-database.ts';
import { MemoryDebateStore } from './memory-debates.ts';
import { MemoryIdempotencyStore } from './memory-idempotency.ts';
import { MemoryEventLog } from './memory-log.ts';
import { MemoryReceiptStore } from './memory-receipts.ts';
import { MemoryDebateRecords } from './memory-records.ts';

/** Every store over one database: what a contract suite is run over. */
export interface Stores {
  readonly atomically: Atomically;
  readonly debates: DebateStore;
  readonly records: DebateRecords;
  readonly log: EventLog;
  readonly receipts: ReceiptStore;
  readonly idempotency: IdempotencyStore;
}

/** Stores with nothing in them. */
export type MakeStores = () => Promise<Stores>;

export const memoryStores: MakeStores = async () => {
  const database = new MemoryDatabase();
  const clock = new FakeClock();
  const records = new MemoryDebateRecords(database);
  return {
    atomically: database.atomically,
    debates: new MemoryDebateStore(clock, database, records),
    records,
    receipts: new MemoryReceiptStore(clock, database),
    log: new MemoryEventLog(clock, database),
    idempotency: new MemoryIdempotencyStore(database),
  };
};
