import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryStores } from '../../support/stores.ts';
import { describeDebateLeases } from './debate-leases.ts';
import { describeDebatePages } from './debate-pages.ts';
import { describeDebateRecords } from './debate-records.ts';
import { describeDebateStore } from './debate-store.ts';
import { describeEventLog } from './event-log.ts';
import { describeIdempotencyStore } from './idempotency-store.ts';
import { describeReceiptStore } from './receipts.ts';
import { describeSharedState } from './shared-state.ts';
import { describeTransactions } from './transactions.ts';
import { describeUsageStore } from './usage-store.ts';
import { describeWholeLog } from './whole-log.ts';

describeDebateStore('memory', memoryStores);
describeDebateRecords('memory', memoryStores);
describeDebateLeases('memory', memoryStores);
describeDebatePages('memory', memoryStores);
describeEventLog('memory', memoryStores);
describeIdempotencyStore('memory', memoryStores);
describeReceiptStore('memory', memoryStores);
describeTransactions('memory', memoryStores);
describeWholeLog('memory', memoryStores);
describeUsageStore('memory', memoryStores);
describeSharedState('memory', async () => {
  const clock = new FakeClock();
  return { shared: new MemorySharedState(clock), pass: (ms) => clock.advance(ms) };
});
