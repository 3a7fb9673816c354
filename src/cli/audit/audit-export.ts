import { type Command, Option } from 'commander';
import { pastTime } from '../command/options.ts';
import type { AuditFormat } from '../generated/graphql.ts';
import { withServer } from '../server/with-server.ts';
import { write } from '../terminal/terminal.ts';
import { auditParts, scopeOf } from './audit-parts.ts';

interface Options {
  readonly format: 'json' | 'csv';
  readonly since?: string;
  readonly until?: string;
  readonly organisation?: true;
}

const FORMATS: Readonly<Record<Options['format'], AuditFormat>> = { json: 'JSON', csv: 'CSV' };

/** `aragora audit export`: the audit log as a file. */
export function auditExportCommand(command: Command): void {
  command
    .addOption(new Option('--format <format>', 'output format').choices(Object.keys(FORMATS)).default('json'))
    .option('--since <time>', 'entries from this day or time on, such as 2026-01-31 or 2026-01-31T12:00:00Z', pastTime)
    .option('--until <time>', 'entries before this day or time', pastTime)
    .option('--organisation', 'entries of all workspaces of the organisation')
    .action(({ format, since, until, organisation }: Options) =>
      withServer(async ({ url }) => {
        for await (const part of auditParts(url, {
          scope: scopeOf(organisation),
          format: FORMATS[format],
          since,
          until,
        }))
          await write(part);
      }),
    );
}
