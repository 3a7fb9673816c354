import { createReadStream } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { withServer } from '../server/with-server.ts';
import { print } from '../terminal/terminal.ts';
import { auditParts, linesOf } from './audit-parts.ts';
import { renderAuditReport } from './render-audit-report.ts';

interface Options {
  readonly head?: readonly string[];
}

/** `aragora audit verify`: checks a file without a server, or reads the whole log from the server. */
export function auditVerifyCommand(command: Command): void {
  command
    .argument('[file]', 'an export in JSON lines (default: the log of the server)')
    .option('--head <hash>', 'a head noted earlier that must be in the log; may be repeated', head)
    .action((file: string | undefined, { head }: Options) =>
      file === undefined
        ? withServer(({ url }) => verify(auditParts(url, { format: 'JSON' }), head))
        : verify(partsOf(file), head),
    );
}

async function verify(parts: AsyncIterable<string>, heads: readonly string[] = []): Promise<void> {
  const { audit } = await import('../../app/app.ts');
  const report = await audit.verify(linesOf(parts), heads);
  print(renderAuditReport(report, heads));
  if (!report.isValid) process.exitCode = 1;
}

async function* partsOf(file: string): AsyncGenerator<string> {
  try {
    for await (const part of createReadStream(file, 'utf8')) yield part as string;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CommandFailure(
      isMissing ? `There is no file ${file}.` : `${file} cannot be read: ${(error as Error).message}.`,
    );
  }
}

function head(text: string, former: readonly string[] = []): readonly string[] {
  if (/^[0-9a-f]{64}$/.test(text)) return [...former, text];
  throw new InvalidArgumentError('Write the hash of an entry, 64 hexadecimal digits.');
}
