import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from '../../../../src/domain/audit/audit-log.ts';
import type { AuditReport } from '../../../../src/domain/audit/verify-audit-log.ts';
import { ANN, anAction, anAuditLog, entriesOf, reportOf } from '../../../support/audit-entries.ts';
import { type TestDatabase, withoutTriggers } from '../../../support/services/databases.ts';
import type { Stores } from '../../../support/services/stores.ts';

const THIRD = "organisation_id = 'org_1' and seq = 3";

/** Every column of an entry, with a value that differs from the stored one. */
const OTHERWISE = {
  organisation_id: "'org_9'",
  seq: '7',
  id: "'aud_other'",
  at: "at + interval '1 millisecond'",
  workspace_id: 'null',
  user_id: "'usr_other'",
  impersonator_id: "'usr_other'",
  credential: "'session'",
  api_key_id: "'key_2'",
  address: "'10.0.0.9'",
  category: "'DATA'",
  action: "'user.invited'",
  target_type: "'team'",
  target_id: "'usr_d'",
  outcome: "'DENIED'",
  reason: "'Otherwise.'",
  detail: `'{"nth": 1}'`,
  prev_hash: "repeat('f', 64)",
  hash: "repeat('f', 64)",
};

const COLUMNS = `
  select column_name as name from information_schema.columns
  where table_schema = current_schema() and table_name = 'audit_entries' order by 1`;

/** Tests which changes the database rejects, and how a change that was forced on it is detected. */
export function describeAuditTampering(name: string, get: () => TestDatabase): void {
  describe(`tampering with the audit log in ${name}`, () => {
    let stores: Stores;
    let log: AuditLog;
    beforeEach(async () => {
      stores = await get().stores();
      log = anAuditLog(stores);
      const by = { ...ANN, impersonatorId: 'usr_b', credential: 'api-key', apiKeyId: 'key_1', address: '10.0.0.1' };
      const told = { ...anAction(), target: { type: 'user', id: 'usr_c' }, reason: 'So.', detail: { nth: 0 } };
      for (let nth = 0; nth < 5; nth++) await log.record(by, told);
    });
    const run = (sql: string) => get().database.query(sql, []);
    const force = (sql: string) => withoutTriggers(get().database, sql);
    const report = () => reportOf(log) as Promise<AuditReport & { isValid: false }>;

    it('is rejected by the database itself, which allows no update, deletion or truncation', async () => {
      const before = await entriesOf(stores.audit);
      for (const sql of [
        `update audit_entries set reason = 'x' where ${THIRD}`,
        `delete from audit_entries where ${THIRD}`,
        'truncate audit_entries',
      ]) {
        await expect(run(sql)).rejects.toThrow('never changed or taken away');
      }
      expect(await entriesOf(stores.audit)).toEqual(before);
    });

    it('is reported with the entry for a change in any one column', async () => {
      const columns = await get().database.query<{ name: string }>(COLUMNS, []);
      expect(columns.map((column) => column.name)).toEqual(Object.keys(OTHERWISE).sort());
      for (const [column, value] of Object.entries(OTHERWISE)) {
        const undone = get().database.atomically(async () => {
          await force(`update audit_entries set ${column} = ${value} where ${THIRD}`);
          const seen = await report();
          expect([column, seen.isValid, seen.seq]).toEqual([column, false, 3]);
          const breach = { organisation_id: 'MISSING', seq: 'REORDERED' }[column] ?? 'CHANGED';
          expect([column, seen.breach]).toEqual([column, breach]);
          throw new Error('undone');
        });
        await expect(undone).rejects.toThrow('undone');
      }
      expect(await report()).toMatchObject({ isValid: true });
    });

    it('is reported when entries were deleted, at the end too', async () => {
      await force("delete from audit_entries where organisation_id = 'org_1' and seq = 5");
      expect(await report()).toMatchObject({ breach: 'CUT_OFF', seq: 5 });
      await force('delete from audit_entries where seq = 2');
      expect(await report()).toMatchObject({ breach: 'MISSING', seq: 2 });
      await force('delete from audit_entries');
      expect(await report()).toMatchObject({ breach: 'CUT_OFF', seq: 1 });
    });

    it('is reported when two entries were swapped', async () => {
      await force(`update audit_entries set seq = case seq when 2 then 102 when 4 then 104 end where seq in (2, 4)`);
      await force(`update audit_entries set seq = case seq when 102 then 4 else 2 end where seq in (102, 104)`);
      expect(await report()).toMatchObject({ isValid: false, seq: 2 });
    });

    it('with the head loses no entries, and causes no duplicate', async () => {
      await run('delete from audit_heads');
      expect(await report()).toMatchObject({ isValid: true, entries: 5 });
      await expect(log.record(ANN, anAction())).rejects.toThrow(/duplicate|unique/i);
      await run(`insert into audit_heads (organisation_id, seq, hash) values ('org_1', 5, repeat('f', 64))`);
      expect(await report()).toMatchObject({ breach: 'CHANGED', seq: 5 });
    });

    it('that removes the last entries together with the head is detected only with a saved copy of the head', async () => {
      const [, , third, , fifth] = await entriesOf(stores.audit);
      await force('delete from audit_entries where seq > 3');
      await run(`update audit_heads set seq = 3, hash = '${third?.hash}'`);
      expect(await report()).toMatchObject({ isValid: true, entries: 3 });
      expect(await reportOf(log, [fifth?.hash ?? ''])).toMatchObject({ breach: 'CUT_OFF', seq: null });
    });
  });
}
