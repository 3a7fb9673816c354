import type { AuditReport } from '../../app/app.ts';

const BREACHES: Readonly<Record<(AuditReport & { isValid: false })['breach'], string>> = {
  CHANGED: 'was changed',
  MISSING: 'is missing',
  REORDERED: 'was moved',
  ADDED: 'was added',
  CUT_OFF: 'was cut off',
  FORM: 'is not an export',
};

/** What the check proves, or the first invalid entry. */
export function renderAuditReport(report: AuditReport, heads: readonly string[]): string[] {
  if (!report.isValid) {
    const { seq, breach, reason } = report;
    const what = seq === null ? (breach === 'FORM' ? 'This' : 'The end') : `Entry ${seq}`;
    return [`NOT VALID: ${what} ${BREACHES[breach]}: ${reason}.`];
  }
  const { organisationId, entries, sealed, unlinked, after, head } = report;
  const from = after === 0 ? '' : ` Entries up to number ${after} are not in the export.`;
  const count = entries === 1 ? '1 entry' : `${entries} entries`;
  return [
    `VALID: the audit log of ${organisationId}, ${count} up to number ${head.seq}.${from}`,
    ...(sealed > 0
      ? [`Of ${sealed} of them, which the export does not show, only number and hashes were checked.`]
      : []),
    ...(unlinked > 0
      ? [
          `Of these, ${unlinked} cannot show what they follow on, for they are old: entries before them may have been replaced.`,
        ]
      : []),
    `Head: ${head.hash}`,
    heads.length > 0
      ? 'The log contains the given head: nothing up to it was cut off or rewritten.'
      : 'Keep the head in another place. Only a check with --head detects a log that was rewritten completely.',
  ];
}
