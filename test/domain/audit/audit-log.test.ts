import { beforeEach, describe, expect, it } from 'vitest';
import { auditHash } from '../../../src/domain/audit/audit-entry.ts';
import type { AuditLog } from '../../../src/domain/audit/audit-log.ts';
import { ANN, anAction, anAuditLog, entriesOf, exported, verified } from '../../support/audit-entries.ts';
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

describe('the boundary of a workspace', () => {
  const B = { userId: 'usr_bob', workspaceId: 'wsp_b' };

  /** Entries of two workspaces of one organisation, and one of the organisation itself. */
  async function three() {
    const one = anAuditLog(stores, { clock, organisationOf: async () => 'org_1' });
    const own = await one.record(B, { ...anAction('b.own'), reason: 'Of B.' });
    const foreign = await one.record(ANN, {
      ...anAction('a.secret'),
      reason: 'Of A.',
      target: { type: 'x', id: 'dbt_a' },
    });
    const whole = await one.record({ userId: 'usr_c', organisationId: 'org_1' }, anAction('c.whole'));
    return { log: one, own, foreign, whole };
  }

  it('holds for lists, counts, filters, cursors and ids', async () => {
    const { log: one, own, foreign, whole } = await three();
    expect((await one.list(B, { first: 9 })).items).toEqual([own]);
    expect([await one.count(B), await one.count({ ...B, scope: 'WORKSPACE' })]).toEqual([1, 1]);
    for (const filter of [
      { action: 'a.secret' },
      { targetKey: 'dbt_a' },
      { actorId: 'usr_ann' },
      { workspaceId: 'wsp_1' },
    ]) {
      const items = (await one.list(B, { first: 9, filter })).items;
      expect(items.filter(({ workspaceId }) => workspaceId !== 'wsp_b')).toEqual([]);
    }
    const { cursorOf } = await one.list({ ...B, scope: 'ORGANISATION' }, { first: 9 });
    expect((await one.list(B, { first: 9, after: cursorOf(whole) })).items).toEqual([own]);
    expect([await one.find(B, own.id), await one.find(B, foreign.id), await one.find(B, whole.id)]).toEqual([
      ...[own, undefined, undefined],
    ]);
  });

  it('is passed by a reader of the organisation', async () => {
    const { log: one, own, foreign, whole } = await three();
    const reader = { ...B, scope: 'ORGANISATION' } as const;
    expect((await one.list(reader, { first: 9 })).items).toEqual([whole, foreign, own]);
    expect([await one.count(reader), await one.find(reader, foreign.id)]).toEqual([3, foreign]);
  });

  it('holds for the export, which can be verified all the same', async () => {
    const { log: one, foreign, whole } = await three();
    for (const format of ['JSON', 'CSV'] as const) {
      const { text } = await one.exportPart(B, { format });
      expect(text).toContain('b.own');
      for (const secret of ['a.secret', 'Of A.', 'dbt_a', 'usr_ann', 'wsp_1', 'c.whole', foreign.id, whole.id])
        expect(text).not.toContain(secret);
    }
    const lines = (await one.exportPart(B, { format: 'JSON' })).text.trimEnd().split('\n');
    expect(await verified(lines, [foreign.hash])).toMatchObject({ isValid: true, entries: 3, sealed: 2, unlinked: 0 });
    const cut = lines.filter((_, at) => at !== 2);
    expect(await verified(cut)).toMatchObject({ isValid: false, breach: 'MISSING', seq: 2 });
    const forged = lines.map((line) => line.replace('Of B.', 'Not so.'));
    expect(await verified(forged)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 1 });
    const relinked = lines.map((line, at) => (at === 2 ? line.replace(foreign.hash, '0'.repeat(64)) : line));
    expect(await verified(relinked)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 2 });
  });

  it('shows that an entry before one of another workspace was replaced', async () => {
    const { log: one, own, foreign } = await three();
    const lines = (await one.exportPart(B, { format: 'JSON' })).text.trimEnd().split('\n');
    const forged = { ...own, reason: 'Not so.' };
    const hash = auditHash(forged);
    const replaced = lines.with(1, JSON.stringify({ ...forged, hash }));
    expect(await verified(replaced)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 2 });
    const relinked = replaced.with(2, JSON.stringify({ ...JSON.parse(lines[2] ?? ''), prevHash: hash }));
    expect(await verified(relinked)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 2 });
    const unlinked = replaced.with(2, JSON.stringify({ seq: 2, prevHash: hash, hash: foreign.hash }));
    expect(await verified(unlinked)).toMatchObject({ isValid: true, sealed: 2, unlinked: 1 });
  });

  it('cannot hide an entry in an export of the whole log', async () => {
    const { log: one, foreign } = await three();
    const lines = (await one.exportPart({ ...B, scope: 'ORGANISATION' }, { format: 'JSON' })).text
      .trimEnd()
      .split('\n');
    const { seq, prevHash, hash } = foreign;
    const sealed = lines.map((line, at) => (at === 2 ? JSON.stringify({ seq, prevHash, hash }) : line));
    expect(await verified(lines)).toMatchObject({ isValid: true, sealed: 0 });
    expect(await verified(sealed)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 2 });
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
