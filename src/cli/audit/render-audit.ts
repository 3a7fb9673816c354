import type { AuditLogQuery } from '../generated/graphql.ts';
import { pad, printable, widthOf } from '../terminal/text.ts';

type Entry = AuditLogQuery['auditLog']['nodes'][number];

/** A line for each entry; what somebody gave as a reason comes last, on the same line. */
export function renderAudit(entries: readonly Entry[]): string[] {
  const rows = entries.map(cells);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cells({ seq, at, actor, action, outcome, target, reason }: Entry): string[] {
  const done = outcome === 'SUCCESS' ? action : `${action} (${outcome.toLowerCase()})`;
  return [`${seq}`, at, whoOf(actor), done, target?.id ?? '', reason === null ? '' : `“${reason}”`].map(onOneLine);
}

function whoOf({ userId, impersonatorId }: Entry['actor']): string {
  const user = userId ?? 'nobody';
  return impersonatorId === null ? user : `${impersonatorId} as ${user}`;
}

function onOneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}
