import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../src/domain/events/event.ts';
import { PostgresEventLog } from '../../../src/infra/events/postgres/event-log.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { PostgresSharedState } from '../../../src/infra/shared-state/postgres.ts';
import { PostgresIdempotencyStore } from '../../../src/infra/system/postgres.ts';
import { anEvent } from '../../support/builders.ts';
import type { TestDatabase } from '../../support/services/databases.ts';
import { describeAuditStore } from './access/audit-store.ts';
import { describeAuditTampering } from './access/audit-tampering.ts';
import { describeReadColumns } from './debates/debate-columns.ts';
import { describeDebateLeases } from './debates/debate-leases.ts';
import { describeDebatePages } from './debates/debate-pages.ts';
import { describeDebateParts } from './debates/debate-parts.ts';
import { describeDebateRecords } from './debates/debate-records.ts';
import { describeDebateSearch } from './debates/debate-search.ts';
import { describeDebateStore } from './debates/debate-store.ts';
import { describeEventFeed } from './events/event-feed.ts';
import { describeEventLog } from './events/event-log.ts';
import { describeReactors } from './events/reactors.ts';
import { describeIdempotencyStore } from './idempotency-store.ts';
import { describeMigrations } from './migrations.ts';
import { describeReceiptStore } from './receipts.ts';
import { describeSharedState } from './shared-state.ts';
import { describeTransactions } from './transactions.ts';
import { describeUsageStore } from './usage-store.ts';

/** Runs every store suite over one database, and the tests that only a database needs. */
export function describeDatabase(name: string, open: () => Promise<TestDatabase>): void {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  const make = () => opened.stores();

  describeDebateStore(name, make);
  describeDebateRecords(name, make);
  describeDebateLeases(name, make);
  describeDebatePages(name, make);
  describeDebateParts(name, make);
  describeReadColumns(name, () => opened);
  describeDebateSearch(name, () => opened);
  describeEventLog(name, make);
  describeIdempotencyStore(name, async () => {
    const age = "update idempotency_keys set expires_at = expires_at - ? * interval '1 millisecond'";
    const pass = async (ms: number) => void (await opened.database.use((em) => em.execute(age, [ms])));
    return { stores: await make(), pass };
  });
  describeReceiptStore(name, make);
  describeTransactions(name, make);
  describeEventFeed(name, make);
  describeUsageStore(name, make);
  describeAuditStore(name, make);
  describeAuditTampering(name, () => opened);
  describeReactors(name, () => opened);
  describeMigrations(name, () => opened);
  describeSharedState(name, async () => {
    await make();
    const age = "update shared_state set expires_at = expires_at - ? * interval '1 millisecond'";
    return {
      shared: new PostgresSharedState(opened.database),
      pass: async (ms) => void (await opened.database.use((em) => em.execute(age, [ms]))),
    };
  });

  describe(`the event log of two processes in ${name}`, () => {
    it('is one chain, also when different processes write to it', async () => {
      const { log: here } = await make();
      const elsewhere = new PostgresEventLog(opened.database, systemClock, systemRandom);
      const ref = { workspaceId: 'wsp_1', stream: 'dbt_1' };
      for (const log of [here, here, elsewhere, elsewhere, here, elsewhere])
        await log.append(ref, [anEvent(), anEvent()]);
      const all = await here.read(ref, 0, 100);
      expect(all).toHaveLength(12);
      expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
    });
  });

  describe(`${name}, by its own clock,`, () => {
    it('forgets an idempotency key after a day', async () => {
      const { idempotency } = await make();
      const ref = { workspaceId: 'wsp_1', userId: 'usr_1', operation: 'doThing', key: 'k' };
      const claim = (fingerprint: string, holder: string) =>
        idempotency.claim(ref, { fingerprint, holder, forMs: 30_000 });
      await claim('a', 'one');
      await idempotency.settle(ref, 'one', 'done');
      const age = (hours: number) =>
        opened.database.use((em) =>
          em.execute(`update idempotency_keys set created_at = now() - interval '${hours} hours'`),
        );
      await age(23);
      expect(await claim('b', 'two')).toMatchObject({ state: 'SETTLED', fingerprint: 'a' });
      await age(25);
      expect(await claim('b', 'three')).toMatchObject({ state: 'TAKEN' });
      await age(25);
      await new PostgresIdempotencyStore(opened.database).forgetOld();
      expect(await opened.database.query('select key from idempotency_keys', [])).toEqual([]);
    });
  });
}
