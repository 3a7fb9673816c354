import type { AuditReport } from '../../app/app.ts';

const BREACHES: Readonly<Record<(AuditReport & { isValid: false })['breach'], string>> = {
  CHANGED: 'was changed',
  MISSING: 'is missing',
  REORDERED: 'was moved',
  ADDED: 'was added',
  CUT_OFF: 'was cut off',
  FORM: 'is no export',
};

/** What was proved, or the first entry that does not fit. */
export function renderAuditReport(report: AuditReport, heads: readonly string[]): string[] {
  if (!report.isValid) {
    const { seq, breach, reason } = report;
    const what = seq === null ? (breach === 'FORM' ? 'This' : 'The end') : `Entry ${seq}`;
    return [`NOT VALID: ${what} ${BREACHES[breach]}: ${reason}.`];
  }
  const { organisationId, entries, after, head } = report;
  const from = after === 0 ? '' : ` Those up to number ${after} are not in it.`;
  const count = entries === 1 ? '1 entry' : `${entries} entries`;
  return [
    `VALID: the audit log of ${organisationId}, ${count} up to number ${head.seq}.${from}`,
    `Head: ${head.hash}`,
    heads.length > 0
      ? 'It holds the head that was given: nothing up to there was cut off or written anew.'
      : 'Keep the head elsewhere. Only with one given as --head does this show a log that was written anew as a whole.',
  ];
}
