import { type Command, InvalidArgumentError } from 'commander';
import { inputParts } from '../command/input-file.ts';
import { withServer } from '../server/with-server.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { auditParts, linesOf, scopeOf } from './audit-parts.ts';
import { renderAuditReport } from './render-audit-report.ts';

interface Options {
  readonly head?: readonly string[];
  readonly organisation?: true;
  readonly json?: true;
}

/** `aragora audit verify`: checks a file without a server, or reads the whole log from the server. */
export function auditVerifyCommand(command: Command): void {
  command
    .argument('[file]', 'an export in JSON lines, - for standard input (default: the log of the server)')
    .option('--head <hash>', 'a head noted earlier that must be in the log; may be repeated', head)
    .option(
      '--organisation',
      'the log of all workspaces of the organisation; without it only links of other workspaces',
    )
    .option('--json', 'print the report as JSON')
    .action((file: string | undefined, options: Options) =>
      file === undefined
        ? withServer(({ url }) =>
            verify(auditParts(url, { scope: scopeOf(options.organisation), format: 'JSON' }), options),
          )
        : verify(partsOf(file), options),
    );
}

async function verify(parts: AsyncIterable<string>, { head: heads = [], json }: Options): Promise<void> {
  const { audit } = await import('../../app/app.ts');
  const report = await audit.verify(linesOf(parts), heads);
  if (json) printJson(report);
  else print(renderAuditReport(report, heads));
  if (!report.isValid) process.exitCode = 1;
}

async function* partsOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const part of inputParts(file, { what: 'an export' })) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}

function head(text: string, former: readonly string[] = []): readonly string[] {
  if (/^[0-9a-f]{64}$/.test(text)) return [...former, text];
  throw new InvalidArgumentError('Write the hash of an entry, 64 hexadecimal digits.');
}
