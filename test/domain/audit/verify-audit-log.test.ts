import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, auditHash } from '../../../src/domain/audit/audit-entry.ts';
import { canonical, type Json } from '../../../src/domain/shared/json.ts';
import { ANN, anAction, anAuditLog, exported, verified } from '../../support/audit-entries.ts';
import { memoryStores } from '../../support/services/stores.ts';

type Line = Omit<AuditEntry, 'at'> & { at: string };

let lines: string[];
beforeAll(async () => {
  const log = anAuditLog(await memoryStores());
  for (let nth = 1; nth <= 5; nth++) {
    await log.record(ANN, {
      ...anAction(),
      target: { type: 'user', id: `usr_${nth}` },
      reason: 'So.',
      detail: { nth },
    });
  }
  lines = await exported(log);
});

const entry = (seq: number) => JSON.parse(lines[seq] ?? '') as Line;
const hashOf = (seq: number) => entry(seq).hash;

/** Verifies the lines with one entry changed. */
function changed(seq: number, change: (entry: Record<string, unknown> & Line) => unknown) {
  const value = entry(seq) as Record<string, unknown> & Line;
  change(value);
  return verified(lines.with(seq, JSON.stringify(value)));
}

/** The entry with a correct hash, as a forger would make it. */
function rehashed(value: Line): string {
  const open = { ...value, at: new Date(value.at) };
  return JSON.stringify({ ...value, hash: auditHash(open) });
}

describe('an export of the audit log', () => {
  it('with an entry of thousands of levels is refused there', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const line = (lines[2] ?? '').replace(/"detail":\{[^}]*\}/, `"detail":${deep}`);
    expect(await verified(lines.with(2, line))).toMatchObject({
      isValid: false,
      seq: 2,
      reason: expect.stringMatching(/nested deeper than 64 levels/),
    });
  });

  it('is valid unchanged, with every earlier head of the log', async () => {
    const report = {
      isValid: true,
      organisationId: 'org_1',
      entries: 5,
      sealed: 0,
      unlinked: 0,
      after: 0,
      head: { seq: 5, hash: hashOf(5) },
    };
    expect(await verified(lines)).toEqual(report);
    expect(await verified(lines, ['0'.repeat(64), hashOf(2), hashOf(5)])).toEqual(report);
  });

  it('of an earlier version is valid, and a changed entry in it is named', async () => {
    const former = [JSON.stringify({ ...JSON.parse(lines[0] ?? ''), version: 1 })];
    let prevHash = '0'.repeat(64);
    for (let seq = 1; seq <= 5; seq++) {
      const { hash: _, ...open } = { ...entry(seq), prevHash };
      prevHash = createHash('sha256')
        .update(canonical(open as unknown as Json))
        .digest('hex');
      former.push(JSON.stringify({ ...open, hash: prevHash }));
    }
    const last = { seq: 5, hash: prevHash };
    const whole = former.with(0, JSON.stringify({ ...JSON.parse(former[0] ?? ''), last }));
    expect(await verified(whole)).toMatchObject({ isValid: true, entries: 5, head: last });
    const forged = whole.map((line, at) => (at === 3 ? line.replace('So.', 'Not so.') : line));
    expect(await verified(forged)).toMatchObject({ isValid: false, breach: 'CHANGED', seq: 3 });
  });

  it('names the changed entry, for a change of any field', async () => {
    const fields = Object.keys(entry(3)).filter((field) => field !== 'seq') as (keyof Line)[];
    expect(fields).toHaveLength(13);
    const other: Partial<Record<keyof Line, unknown>> = {
      at: '2020-01-01T00:00:00.000Z',
      actor: { ...entry(3).actor, address: '10.0.0.9' },
      target: null,
      detail: { nth: 4 },
      hash: 'f'.repeat(64),
      prevHash: 'f'.repeat(64),
    };
    for (const field of fields) {
      const report = await changed(3, (it) => Object.assign(it, { [field]: field in other ? other[field] : 'x' }));
      expect([field, report]).toMatchObject([field, { isValid: false, breach: 'CHANGED', seq: 3 }]);
    }
    expect(await changed(3, (it) => Object.assign(it, { more: 1 }))).toMatchObject({ breach: 'CHANGED', seq: 3 });
    expect(await changed(3, (it) => Reflect.deleteProperty(it, 'reason'))).toMatchObject({ breach: 'CHANGED', seq: 3 });
    expect(await verified(lines.with(3, '{'))).toMatchObject({ breach: 'CHANGED', seq: 3 });
  });

  it('names the place of a changed entry that has a correct hash', async () => {
    const forged = rehashed({ ...entry(3), action: 'user.invited' });
    expect(await verified(lines.with(3, forged))).toMatchObject({
      ...{ breach: 'CHANGED', seq: 4, reason: expect.stringContaining('does not follow on entry 3') },
    });
    const last = rehashed({ ...entry(5), action: 'user.invited' });
    expect(await verified(lines.with(5, last))).toMatchObject({ breach: 'CHANGED', seq: 5 });
  });

  it('distinguishes missing, moved and renumbered entries', async () => {
    expect(await verified(lines.toSpliced(3, 1))).toMatchObject({ breach: 'MISSING', seq: 3 });
    expect(await verified(lines.toSpliced(1, 1))).toMatchObject({ breach: 'MISSING', seq: 1 });
    expect(await verified(lines.with(2, lines[4] ?? '').with(4, lines[2] ?? ''))).toMatchObject({
      ...{ breach: 'REORDERED', seq: 2 },
    });
    expect(await verified(lines.toSpliced(4, 0, lines[2] ?? ''))).toMatchObject({ breach: 'REORDERED', seq: 2 });
    expect(await changed(3, (it) => Object.assign(it, { seq: 7 }))).toMatchObject({ breach: 'CHANGED', seq: 3 });
  });

  it('shows that the end was cut off, and that an entry was appended', async () => {
    expect(await verified(lines.slice(0, -2))).toMatchObject({ breach: 'CUT_OFF', seq: 4 });
    expect(await verified(lines.slice(0, 1))).toMatchObject({ breach: 'CUT_OFF', seq: 1 });
    const more = rehashed({ ...entry(5), seq: 6, prevHash: hashOf(5) });
    expect(await verified([...lines, more])).toMatchObject({ breach: 'ADDED', seq: 6 });
  });

  it('is valid with a forged first line, but not with a head that was noted before', async () => {
    const header = JSON.parse(lines[0] ?? '') as { last: object };
    const cut = [JSON.stringify({ ...header, last: { seq: 3, hash: hashOf(3) } }), ...lines.slice(1, 4)];
    expect(await verified(cut)).toMatchObject({ isValid: true, entries: 3 });
    expect(await verified(cut, [hashOf(3), hashOf(5)])).toMatchObject({ breach: 'CUT_OFF', seq: null });
  });

  it('is invalid without its first line', async () => {
    for (const broken of [[], [''], lines.slice(1), ['{}']]) {
      expect(await verified(broken)).toMatchObject({ isValid: false, breach: 'FORM', seq: null });
    }
  });
});
