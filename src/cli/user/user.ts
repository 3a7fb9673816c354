import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { print } from '../terminal/terminal.ts';

interface Options {
  readonly email: string;
  readonly name?: string;
}

/** `aragora user`: what has to be done before anybody can sign in. */
export function userCommand(program: Command): void {
  const user = program.command('user').description('make the first owner of a server');
  user
    .command('create-owner')
    .description('make the first owner; the password is read from standard input')
    .requiredOption('--email <address>', 'what the owner signs in with')
    .option('--name <name>', 'as others see it')
    .action(createOwner);
}

async function createOwner({ email, name = '' }: Options): Promise<void> {
  if (process.stdin.isTTY) {
    const how = 'printf \'%s\' "$PASSWORD" | aragora user create-owner --email …';
    throw new CommandFailure(`The password comes from standard input, so that it stands in no history: ${how}`);
  }
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const { createFirstOwner } = await import('../../app/app.ts');
  const { id } = await createFirstOwner(email, name, password);
  print([`${email} is the owner now (${id}).`]);
}
