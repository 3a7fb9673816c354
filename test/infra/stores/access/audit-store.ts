import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/domain/audit/audit-entry.ts';
import type { AuditLog } from '../../../../src/domain/audit/audit-log.ts';
import type { AuditFilter } from '../../../../src/domain/audit/ports.ts';
import { ANN, anAction, anAuditLog, entriesOf, reportOf } from '../../../support/audit-entries.ts';
import { aDebate } from '../../../support/builders.ts';
import type { MakeStores, Stores } from '../../../support/services/stores.ts';

const WRITERS = 40;

/** The tests that every `AuditStore` passes. */
export function describeAuditStore(name: string, make: MakeStores): void {
  describe(`the audit log in ${name}`, () => {
    let stores: Stores;
    let log: AuditLog;
    beforeEach(async () => {
      stores = await make();
      log = anAuditLog(stores);
    });
    const seqs = (entries: readonly AuditEntry[]) => entries.map(({ seq }) => seq);

    it('returns entries as they were recorded, only to their own organisation', async () => {
      const by = { ...ANN, impersonatorId: 'usr_b', credential: 'api-key', apiKeyId: 'key_1', address: '::1' };
      const detail = { z: [1.5, null, { ü: '“' }], a: true, n: 1e21, empty: {} };
      const one = await log.record(by, { ...anAction(), target: { type: 'user', id: 'usr_c' }, reason: 'So.', detail });
      const two = await log.record({ userId: null, organisationId: 'org_1' }, anAction());
      const other = await log.record({ ...ANN, workspaceId: 'wsp_2' }, anAction());
      expect(await entriesOf(stores.audit)).toEqual([one, two]);
      expect(await entriesOf(stores.audit, 'org_2')).toEqual([other]);
      expect(await stores.audit.head('org_1')).toEqual({ seq: 2, hash: two.hash });
      expect(await stores.audit.head('org_3')).toEqual({ seq: 0, hash: '0'.repeat(64) });
      expect(await reportOf(log)).toMatchObject({ isValid: true, entries: 2 });
    });

    it('is read in pages, from either end', async () => {
      for (let nth = 0; nth < 5; nth++) await log.record(ANN, anAction());
      const page = async (order: 'NEWEST_FIRST' | 'OLDEST_FIRST', from: 'START' | 'END', bounds = {}) =>
        seqs(await stores.audit.page('org_1', { order, from, limit: 2, ...bounds }));
      expect(await page('NEWEST_FIRST', 'START')).toEqual([5, 4]);
      expect(await page('NEWEST_FIRST', 'START', { after: 4 })).toEqual([3, 2]);
      expect(await page('NEWEST_FIRST', 'END', { before: 2 })).toEqual([4, 3]);
      expect(await page('OLDEST_FIRST', 'START', { after: 3 })).toEqual([4, 5]);
      expect(await page('OLDEST_FIRST', 'END', { before: 4 })).toEqual([2, 3]);
      expect(await page('OLDEST_FIRST', 'START', { after: 2, before: 4 })).toEqual([3]);
    });

    it('is read by the id of an entry, only in its own organisation', async () => {
      const entry = await log.record(ANN, anAction());
      expect(await stores.audit.find('org_1', entry.id)).toEqual(entry);
      expect(await stores.audit.find('org_2', entry.id)).toBeUndefined();
      expect(await stores.audit.find('org_1', 'aud_none')).toBeUndefined();
    });

    it('is filtered by category, action, user, target and time', async () => {
      const target = { type: 'debate', id: 'dbt_1' };
      await log.record({ ...ANN, impersonatorId: 'usr_bob' }, { ...anAction('a.one'), category: 'AUTH' });
      await new Promise((resolve) => setTimeout(resolve, 5));
      const second = await log.record({ ...ANN, userId: 'usr_bob' }, { ...anAction('a.two'), target });
      const found = async (filter: AuditFilter) => {
        const entries = await stores.audit.page('org_1', {
          ...{ ...filter, order: 'OLDEST_FIRST', from: 'START', limit: 9 },
        });
        expect(await stores.audit.count('org_1', filter)).toBe(entries.length);
        return seqs(entries);
      };
      expect(await found({})).toEqual([1, 2]);
      expect(await found({ categories: ['AUTH', 'DATA'] })).toEqual([1]);
      expect(await found({ action: 'a.two' })).toEqual([2]);
      expect(await found({ actorId: 'usr_ann' })).toEqual([1]);
      expect(await found({ actorId: 'usr_bob' })).toEqual([1, 2]);
      expect(await found({ targetKey: 'dbt_1' })).toEqual([2]);
      expect(await found({ since: second.at })).toEqual([2]);
      expect(await found({ until: second.at })).toEqual([1]);
      expect(await found({ categories: [] })).toEqual([]);
    });

    it('is one chain without a gap, however many transactions write at once or are rolled back', async () => {
      const isUndone = (nth: number) => nth % 3 === 0;
      const one = (nth: number) =>
        stores.atomically(async () => {
          await stores.debates.add(aDebate({ id: `dbt_${nth}` }));
          await log.record({ ...ANN, userId: `usr_${nth}` }, anAction());
          await new Promise((resolve) => setTimeout(resolve, nth % 4));
          if (isUndone(nth)) throw new Error('no');
        });
      const nths = Array.from({ length: WRITERS }, (_, nth) => nth);
      const results = await Promise.allSettled(nths.map(one));
      const kept = nths.filter((nth) => !isUndone(nth));
      expect(nths.filter((nth) => results[nth]?.status === 'fulfilled')).toEqual(kept);
      const entries = await entriesOf(stores.audit);
      expect(seqs(entries)).toEqual(kept.map((_, at) => at + 1));
      expect(new Set(entries.map(({ actor }) => actor.userId))).toEqual(new Set(kept.map((nth) => `usr_${nth}`)));
      expect(await reportOf(log)).toMatchObject({ isValid: true, entries: kept.length });
      expect(await stores.audit.head('org_1')).toEqual({ seq: kept.length, hash: entries.at(-1)?.hash });
    });

    it('keeps a denied action that is recorded after its transaction was rolled back', async () => {
      const refused = stores.atomically(async () => {
        await stores.debates.add(aDebate({ id: 'dbt_1' }));
        await log.record(ANN, anAction());
        throw new Error('no');
      });
      await expect(refused).rejects.toThrow('no');
      await log.record(ANN, { ...anAction(), outcome: 'DENIED' });
      expect(await entriesOf(stores.audit)).toMatchObject([{ seq: 1, outcome: 'DENIED' }]);
    });

    it('accepts several entries in one transaction, and several organisations at once', async () => {
      const one = (nth: number) =>
        stores.atomically(async () => {
          for (let times = 0; times < 3; times++)
            await log.record({ ...ANN, workspaceId: `wsp_${nth % 2}` }, anAction());
        });
      await Promise.all(Array.from({ length: 10 }, (_, nth) => one(nth)));
      for (const organisation of ['org_0', 'org_1']) {
        expect(seqs(await entriesOf(stores.audit, organisation))).toEqual(
          Array.from({ length: 15 }, (_, at) => at + 1),
        );
      }
      expect(await reportOf(log)).toMatchObject({ isValid: true, entries: 15 });
    });
  });
}
