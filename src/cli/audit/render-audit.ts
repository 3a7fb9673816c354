import type { AuditLogQuery } from '../generated/graphql.ts';
import type { Answered } from '../server/api.ts';
import { pad, printable, widthOf } from '../terminal/text.ts';

type Entry = Answered<AuditLogQuery>['auditLog']['edges'][number]['node'];

/** One line per entry, with the reason in the last column. */
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
  return [`${seq}`, at, actorName(actor), done, target?.key ?? '', reason === null ? '' : `“${reason}”`].map(onOneLine);
}

function actorName({ userId, impersonatorId }: Entry['actor']): string {
  const user = userId ?? 'anonymous';
  return impersonatorId === null ? user : `${impersonatorId} as ${user}`;
}

function onOneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}
