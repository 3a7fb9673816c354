import { beforeEach, describe, expect, it } from 'vitest';
import { auditHash } from '../../../src/domain/audit/audit-entry.ts';
import type { AuditLog } from '../../../src/domain/audit/audit-log.ts';
import { ANN, anAction, anAuditLog, entriesOf, exported } from '../../support/audit-entries.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { refusals } from '../../support/refusals.ts';
import { memoryStores, type Stores } from '../../support/services/stores.ts';

let stores: Stores;
let clock: FakeClock;
let log: AuditLog;
beforeEach(async () => {
  stores = await memoryStores();
  clock = new FakeClock();
  log = anAuditLog(stores, { clock });
});

describe('an entry of the audit log', () => {
  it('contains the actor, action, target, reason and time, and is chained to the entry before', async () => {
    const by = { ...ANN, impersonatorId: 'usr_bob', credential: 'api-key', apiKeyId: 'key_1', address: '10.0.0.1' };
    const target = { type: 'user', id: 'usr_cy' };
    const told = { ...anAction(), target, reason: 'Left the company.', detail: { role: 'member' } };
    const first = await log.record(by, told);
    expect(first).toEqual({
      ...{ id: expect.stringMatching(/^aud_/), organisationId: 'org_1', seq: 1, at: clock.now(), workspaceId: 'wsp_1' },
      actor: {
        userId: 'usr_ann',
        impersonatorId: 'usr_bob',
        credential: 'api-key',
        apiKeyId: 'key_1',
        address: '10.0.0.1',
      },
      ...told,
      ...{ prevHash: '0'.repeat(64), hash: auditHash(first) },
    });
    expect(await log.record(ANN, anAction())).toMatchObject({
      ...{ seq: 2, prevHash: first.hash, target: null, reason: null, detail: {} },
      actor: { userId: 'usr_ann', impersonatorId: null, credential: null, apiKeyId: null, address: null },
    });
  });

  it('may concern a whole organisation, or a caller without a session', async () => {
    await log.record({ userId: null, organisationId: 'org_1' }, { ...anAction('session.refused'), outcome: 'DENIED' });
    expect(await entriesOf(stores.audit)).toMatchObject([{ workspaceId: null, actor: { userId: null } }]);
  });

  it('contains only characters that the database returns unchanged', async () => {
    const kept = await log.record(ANN, { ...anAction(), reason: 'a\0b\ud800', detail: { deep: ['\0'] } });
    expect(kept).toMatchObject({ reason: 'a\uFFFDb\uFFFD', detail: { deep: ['\uFFFD'] } });
    expect(kept.hash).toBe(auditHash(kept));
  });

  it('is never older than the one before, even if the clock was set back', async () => {
    const first = await log.record(ANN, anAction());
    const behind = anAuditLog(stores, {
      clock: { ...clock, now: () => new Date(first.at.getTime() - 60_000) } as FakeClock,
    });
    expect((await behind.record(ANN, anAction())).at).toEqual(first.at);
  });

  it('is rolled back with its transaction, but a denied action can be recorded afterwards', async () => {
    const refused = stores.atomically(async () => {
      await log.record(ANN, anAction());
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    await log.record(ANN, { ...anAction(), outcome: 'DENIED' });
    expect(await entriesOf(stores.audit)).toMatchObject([{ seq: 1, outcome: 'DENIED' }]);
  });
});

describe('the list of the audit log', () => {
  it('is paged in both directions, and shows nothing of another organisation', async () => {
    for (let nth = 0; nth < 5; nth++) await log.record(ANN, anAction());
    await log.record({ ...ANN, workspaceId: 'wsp_2' }, anAction());
    const first = await log.list(ANN, { first: 2 });
    expect([first.items.map(({ seq }) => seq), first.hasNextPage]).toEqual([[5, 4], true]);
    const [, last] = first.items;
    const after = last && first.cursorOf(last);
    expect((await log.list(ANN, { first: 9, after: after ?? '' })).items.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect((await log.list(ANN, { last: 1 })).items.map(({ seq }) => seq)).toEqual([1]);
    expect((await log.list(ANN, { first: 1, order: 'OLDEST_FIRST' })).items.map(({ seq }) => seq)).toEqual([1]);
    expect([await log.count(ANN), (await log.head(ANN)).seq]).toEqual([5, 5]);
    expect([await log.count({ workspaceId: 'wsp_3' }), (await log.head({ workspaceId: 'wsp_3' })).seq]).toEqual([0, 0]);
  });

  it('rejects invalid arguments', async () => {
    const now = new Date();
    const oldest = (await log.list(ANN, { first: 1, order: 'OLDEST_FIRST' })).cursorOf(
      await log.record(ANN, anAction()),
    );
    expect(await refusals(() => log.list(ANN, { first: 0 }))).toEqual(['INVALID_INPUT first']);
    expect(await refusals(() => log.list(ANN, { first: 1, after: oldest }))).toEqual(['BAD_CURSOR after']);
    expect(await refusals(() => log.list(ANN, { first: 1, filter: { actorId: '\0' } }))).toEqual([
      'INVALID_INPUT filter.actorId',
    ]);
    expect(await refusals(() => log.count(ANN, { since: now, until: now }))).toEqual(['INVALID_INPUT filter.since']);
    expect(await refusals(() => log.exportPart(ANN, { format: 'CSV', since: now, until: now }))).toEqual([
      'INVALID_INPUT since',
    ]);
    expect(await refusals(() => log.exportPart(ANN, { format: 'CSV' }, oldest))).toEqual(['BAD_CURSOR after']);
  });
});

describe('the export of the audit log', () => {
  it('contains the entries of the period, and the first line has the last entry before it and the last in it', async () => {
    const times: Date[] = [];
    for (let nth = 0; nth < 4; nth++) {
      times.push((await log.record(ANN, anAction())).at);
      await clock.advance(1_000);
    }
    const seqs = async (since?: Date, until?: Date) =>
      (await exported(log, since, until))
        .map((line) => JSON.parse(line))
        .map(({ seq, after, last }) => seq ?? [after.seq, last.seq]);
    expect(await seqs()).toEqual([[0, 4], 1, 2, 3, 4]);
    expect(await seqs(times[1])).toEqual([[1, 4], 2, 3, 4]);
    expect(await seqs(times[1], times[3])).toEqual([[1, 3], 2, 3]);
    expect(await seqs(undefined, times[1])).toEqual([[0, 1], 1]);
    expect(await seqs(clock.now())).toEqual([[4, 4]]);
    expect(await seqs(undefined, times[0])).toEqual([[0, 0]]);
  });

  it('comes in parts, without entries that are recorded after the first part', async () => {
    for (let nth = 0; nth < 501; nth++) await log.record(ANN, anAction());
    const { text, next } = await log.exportPart(ANN, { format: 'JSON' });
    await log.record(ANN, anAction());
    const rest = await log.exportPart(ANN, { format: 'JSON' }, next);
    expect([text.match(/\n/g)?.length, rest.text.match(/\n/g)?.length, rest.next]).toEqual([501, 1, undefined]);
  });

  it('as CSV has a heading line, and no cell that a spreadsheet reads as a formula', async () => {
    await log.record(ANN, { ...anAction(), reason: '=cmd|calc', target: { type: 'user', id: '@x' } });
    const { text } = await log.exportPart(ANN, { format: 'CSV' });
    const [head, line, end] = text.split('\r\n');
    expect(head?.split(',')).toHaveLength(19);
    expect(line).toContain(",user,'@x,SUCCESS,'=cmd|calc,{},");
    expect(end).toBe('');
  });
});
