import type { Command } from 'commander';
import { pastTime, someOf, wholeNumber } from '../command/options.ts';
import { type AuditCategory, AuditLogDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import { scopeOf } from './audit-parts.ts';
import { renderAudit } from './render-audit.ts';

interface Options {
  readonly first: number;
  readonly after?: string;
  readonly category?: AuditCategory[];
  readonly action?: string;
  readonly actor?: string;
  readonly target?: string;
  readonly since?: string;
  readonly until?: string;
  readonly organisation?: true;
  readonly json?: true;
}

/** `aragora audit list`: one page of the audit log, newest entry first. */
export function auditListCommand(command: Command): void {
  command
    .option('--first <n>', 'number of entries, 1 to 100', wholeNumber(1, 100), 20)
    .option('--after <cursor>', 'entries after this cursor, as printed with the previous page')
    .option(
      '--category <categories>',
      'only these categories: auth, access, data, admin, debate, system; separate several with commas',
      someOf('AUTH', 'ACCESS', 'DATA', 'ADMIN', 'DEBATE', 'SYSTEM'),
    )
    .option('--action <action>', 'only this action, such as debate.deleted')
    .option('--actor <user>', 'only actions of this user')
    .option('--target <id>', 'only actions on the object with this id or name')
    .option('--since <time>', 'entries from this day or time on, such as 2026-01-31 or 2026-01-31T12:00:00Z', pastTime)
    .option('--until <time>', 'entries before this day or time', pastTime)
    .option('--organisation', 'entries of all workspaces of the organisation')
    .option('--json', 'print the page as JSON')
    .action((options: Options) => withServer(({ url }) => list(url, options)));
}

async function list(url: string, options: Options): Promise<void> {
  const {
    first,
    after,
    category,
    action,
    actor: actorId,
    target: targetKey,
    since,
    until,
    organisation,
    json,
  } = options;
  const filter = { category, action, actorId, targetKey, since, until };
  const { auditLog } = await request(url, AuditLogDocument, { first, after, filter, scope: scopeOf(organisation) });
  if (json) return printJson(auditLog);
  const { edges, totalCount, pageInfo } = auditLog;
  const nodes = edges.map(({ node }) => node);
  if (nodes.length > 0) print(renderAudit(nodes));
  say(`${nodes.length} of ${totalCount}${pageInfo.hasNextPage ? `; next page: --after ${pageInfo.endCursor}` : ''}`);
}
