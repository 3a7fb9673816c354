import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { grantOperator, revokeOperator } from './operator.ts';

interface Options {
  readonly email: string;
  readonly name?: string;
  readonly json?: true;
}

/** `aragora user`: what only the machine of the server decides: the first owner, and who operates the server. */
export function userCommand(user: Command): void {
  user
    .command('create-owner')
    .description('create the first owner; reads the password from standard input')
    .requiredOption('--email <address>', 'e-mail address for signing in')
    .option('--name <name>', 'name shown to other users')
    .option('--json', 'print id and e-mail address as JSON')
    .action(createOwner);
  user
    .command('grant-operator')
    .description('let a user operate the server: read the load of its nodes, replace the key of receipts')
    .argument('<email>', 'e-mail address of the user')
    .option('--json', 'print id and e-mail address as JSON')
    .action(grantOperator);
  user
    .command('revoke-operator')
    .description('take the role of operator from a user')
    .argument('<email>', 'e-mail address of the user')
    .option('--json', 'print id and e-mail address as JSON')
    .action(revokeOperator);
}

async function createOwner({ email, name = '', json }: Options): Promise<void> {
  if (process.stdin.isTTY) {
    const how = 'printf \'%s\' "$PASSWORD" | aragora user create-owner --email …';
    throw new CommandFailure(`The password is read from standard input, so that it is in no shell history: ${how}`);
  }
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const { createFirstOwner } = await import('../../app/app.ts');
  const { id } = await createFirstOwner(email, name, password);
  if (json) printJson({ id, email });
  else print([`${email} is now the owner (${id}).`]);
}
