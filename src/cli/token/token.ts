import { type Command, Option } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { oneOf, wholeNumber } from '../command/options.ts';
import { print, printJson } from '../terminal/terminal.ts';

interface Options {
  readonly role: 'VIEWER' | 'MEMBER' | 'ADMIN' | 'OWNER';
  readonly hours: number;
  readonly json?: true;
}

const HOUR_MS = 3_600_000;

/** `aragora token`: an access token for scripts on the machine of a development server. */
export function tokenCommand(command: Command): void {
  command
    .addOption(
      new Option('--role <role>', 'viewer, member, admin or owner')
        .argParser(oneOf('VIEWER', 'MEMBER', 'ADMIN', 'OWNER'))
        .default('VIEWER', 'viewer'),
    )
    .option('--hours <hours>', 'hours until it expires, 1 to 168', wholeNumber(1, 168), 12)
    .option('--json', 'print it as JSON, with its role and expiry')
    .action(async ({ role, hours, json }: Options) => {
      const { mintToken } = await import('../../app/app.ts');
      const expiresAt = new Date(Date.now() + hours * HOUR_MS).toISOString();
      const token = await mintToken(role.toLowerCase() as 'viewer' | 'member' | 'admin' | 'owner', hours);
      if (token === undefined) throw new CommandFailure(NONE);
      if (json) printJson({ token, role, expiresAt });
      else print([token]);
    });
}

const NONE =
  'No token can be created here. Start `aragora serve` once with this data directory. In production, create an API key instead.';
