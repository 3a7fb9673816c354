import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { memoryStores } from '../../support/services/stores.ts';
import { describeAuditStore } from './access/audit-store.ts';
import { describeDebateLeases } from './debates/debate-leases.ts';
import { describeDebatePages } from './debates/debate-pages.ts';
import { describeDebateParts } from './debates/debate-parts.ts';
import { describeDebateRecords } from './debates/debate-records.ts';
import { describeDebateStore } from './debates/debate-store.ts';
import { describeEventFeed } from './events/event-feed.ts';
import { describeEventLog } from './events/event-log.ts';
import { describeIdempotencyStore } from './idempotency-store.ts';
import { describeReceiptStore } from './receipts.ts';
import { describeSharedState } from './shared-state.ts';
import { describeTransactions } from './transactions.ts';
import { describeUsageStore } from './usage-store.ts';

describeDebateStore('memory', memoryStores);
describeDebateRecords('memory', memoryStores);
describeDebateLeases('memory', memoryStores);
describeDebatePages('memory', memoryStores);
describeDebateParts('memory', memoryStores);
describeEventLog('memory', memoryStores);
describeIdempotencyStore('memory', async () => {
  const clock = new FakeClock();
  return { stores: await memoryStores(clock), pass: (ms) => clock.advance(ms) };
});
describeReceiptStore('memory', memoryStores);
describeTransactions('memory', memoryStores);
describeEventFeed('memory', memoryStores);
describeUsageStore('memory', memoryStores);
describeAuditStore('memory', memoryStores);
describeSharedState('memory', async () => {
  const clock = new FakeClock();
  return { shared: new MemorySharedState(clock), pass: (ms) => clock.advance(ms) };
});
