import { Command } from 'commander';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/command/commands.ts';
import { aragora } from '../../../src/cli/command/run.ts';
import { addSubcommands } from '../../../src/cli/command/subcommands.ts';
import { tokenCommand } from '../../../src/cli/token/token.ts';
import { usageCommand } from '../../../src/cli/usage/usage.ts';

it.each([
  [tokenCommand, '(default: viewer)'],
  [usageCommand, '(default: model)'],
])('shows the default value as the user would write it', (add, words) => {
  const command = new Command();
  add(command);
  expect(command.helpInformation().replace(/\s+/g, ' ')).toContain(words);
});

/** The output and the result of `aragora` with these arguments. */
async function run(...args: string[]) {
  const program = aragora();
  let out = '';
  program.configureOutput({ writeOut: (text) => (out += text), writeErr: (text) => (out += text) });
  addSubcommands(program, COMMANDS);
  const result = await program.parseAsync(['node', 'aragora', ...args]).catch((error) => error.code);
  return { out, result };
}

it('lists every command without loading it', async () => {
  const { out, result } = await run('--help');
  expect(result).toBe('commander.helpDisplayed');
  for (const { name, description } of COMMANDS) expect(out.replace(/\s+/g, ' ')).toContain(`${name} ${description}`);
});

it('shows the options of a command, also of one inside another', async () => {
  expect((await run('usage', '--help')).out).toContain('--by <groups>');
  expect((await run('debates', 'list', '--help')).out).toContain('--status <statuses>');
  expect((await run('debates', '--help')).out).toContain('ground-truth');
});

it('an unknown command or option is an error of usage', async () => {
  expect((await run('debtes')).out).toContain("unknown command 'debtes'");
  expect((await run('debates', 'lst')).out).toContain("unknown command 'lst'");
  expect((await run('agents', '--jsn')).out).toContain('Did you mean --json?');
});
