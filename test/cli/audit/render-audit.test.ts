import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/cli/audit/audit-parts.ts';
import { renderAudit } from '../../../src/cli/audit/render-audit.ts';
import { renderAuditReport } from '../../../src/cli/audit/render-audit-report.ts';
import type { AuditLogQuery } from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';

type Entry = Answered<AuditLogQuery>['auditLog']['edges'][number]['node'];

function anEntry(change: Partial<Entry> = {}): Entry {
  return {
    ...{ id: 'aud_1', seq: 1, at: '2026-01-01T00:00:00.000Z', organisationId: 'org_1', workspaceId: 'wsp_1' },
    actor: { userId: 'usr_ann', impersonatorId: null, credential: null, apiKeyId: null, address: null },
    ...{ category: 'DEBATE', action: 'debate.deleted', target: { type: 'debate', key: 'dbt_1' }, outcome: 'SUCCESS' },
    ...{ reason: null, detail: {}, prevHash: '', hash: '' },
    ...change,
  };
}

describe('the audit log on the terminal', () => {
  it('has one line per entry', () => {
    const actor = { ...anEntry().actor, userId: null };
    const asOther = { ...anEntry().actor, impersonatorId: 'usr_bob' };
    const entries = [
      anEntry({ seq: 12, actor, action: 'session.refused', outcome: 'DENIED', target: null }),
      anEntry({ actor: asOther, reason: 'By\nrequest\u001b[2J.' }),
    ];
    expect(renderAudit(entries)).toEqual([
      '12  2026-01-01T00:00:00.000Z  anonymous           session.refused (denied)',
      '1   2026-01-01T00:00:00.000Z  usr_bob as usr_ann  debate.deleted            dbt_1  “By request.”',
    ]);
    expect(renderAudit([])).toEqual([]);
  });

  it('if valid, is shown with its head and with what that proves', () => {
    const report = {
      isValid: true,
      organisationId: 'org_1',
      entries: 2,
      sealed: 0,
      unlinked: 0,
      after: 0,
      head: { seq: 2, hash: 'ab' },
    } as const;
    expect(renderAuditReport(report, [])).toEqual([
      'VALID: the audit log of org_1, 2 entries up to number 2.',
      'Head: ab',
      expect.stringContaining('Keep the head in another place.'),
    ]);
    expect(renderAuditReport({ ...report, sealed: 2, unlinked: 1 }, []).slice(1, 3)).toEqual([
      'Of 2 of them, which the export does not show, only number and hashes were checked.',
      'Of these, 1 cannot show what they follow on, for they are old: entries before them may have been replaced.',
    ]);
    expect(renderAuditReport({ ...report, entries: 1, after: 1 }, ['ab'])).toEqual([
      'VALID: the audit log of org_1, 1 entry up to number 2. Entries up to number 1 are not in the export.',
      'Head: ab',
      expect.stringContaining('The log contains the given head'),
    ]);
  });

  it.each([
    [{ breach: 'CHANGED', seq: 3 }, 'NOT VALID: Entry 3 was changed: so.'],
    [{ breach: 'MISSING', seq: 3 }, 'NOT VALID: Entry 3 is missing: so.'],
    [{ breach: 'CUT_OFF', seq: null }, 'NOT VALID: The end was cut off: so.'],
    [{ breach: 'FORM', seq: null }, 'NOT VALID: This is not an export: so.'],
  ] as const)('if not valid, is shown with the reason: %j', (what, line) => {
    expect(renderAuditReport({ isValid: false, reason: 'so', ...what }, [])).toEqual([line]);
  });

  it('is read line by line, independent of the ends of its parts', async () => {
    const parts = async function* () {
      yield* ['a\nb', 'c\n\n', 'd'];
    };
    const lines: string[] = [];
    for await (const line of linesOf(parts())) lines.push(line);
    expect(lines).toEqual(['a', 'bc', 'd']);
  });
});
