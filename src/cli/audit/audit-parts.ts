import { CommandFailure } from '../command/failure.ts';
import { AuditExportDocument, type AuditExportQueryVariables, type AuditScope } from '../generated/graphql.ts';
import { request } from '../server/api.ts';

/** The part of the log that a command reads. */
export function scopeOf(organisation: true | undefined): AuditScope {
  return organisation ? 'ORGANISATION' : 'WORKSPACE';
}

/** The export of the audit log, in the parts that the server returns. */
export async function* auditParts(
  url: string,
  wanted: Omit<AuditExportQueryVariables, 'after'>,
): AsyncGenerator<string, void, undefined> {
  let after: string | null = null;
  do {
    const { auditExport }: { auditExport: { text: string; next: string | null } } = await request(
      url,
      AuditExportDocument,
      { ...wanted, after },
    );
    yield auditExport.text;
    after = auditExport.next;
  } while (after !== null);
}

/** In UTF-16 code units. No entry of an audit log is as long. */
const MAX_LINE = 10_000_000;

/** Lines of a text that arrives in parts, without line ends and without empty lines. */
export async function* linesOf(parts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let open = '';
  for await (const part of parts) {
    const lines = (open + part).split('\n');
    open = lines.pop() ?? '';
    if (open.length > MAX_LINE) throw new CommandFailure('A line is longer than 10 MB: this is not an export.');
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  if (open.trim() !== '') yield open;
}
