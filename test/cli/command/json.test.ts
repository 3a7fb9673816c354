import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/command/commands.ts';
import { aragora } from '../../../src/cli/command/run.ts';
import { addSubcommands } from '../../../src/cli/command/subcommands.ts';

/** Commands without --json, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  demo: 'shows a debate to a person; `debate --json` is for programs',
  serve: 'prints no result, and its log is JSON already',
  'debates export': 'its --format is json by default',
  'receipt export': 'its --format is json by default',
  'audit export': 'its --format is json by default, one line per entry',
};

/** The command at the path with its options and subcommands, which are loaded when its help is shown. */
async function commandAt(path: readonly string[]): Promise<Command> {
  const program = aragora().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  addSubcommands(program, COMMANDS);
  await program.parseAsync(['node', 'aragora', ...path, '--help']).catch(() => {});
  return path.reduce((command: Command, name) => {
    const found = command.commands.find((one) => one.name() === name);
    if (found === undefined) throw new Error(`There is no command ${path.join(' ')}`);
    return found;
  }, program);
}

/** The commands that are no groups, by their paths. */
async function leaves(path: readonly string[] = []): Promise<[string, Command][]> {
  const command = await commandAt(path);
  if (command.commands.length === 0) return [[path.join(' '), command]];
  return (await Promise.all(command.commands.map((one) => leaves([...path, one.name()])))).flat();
}

it('every command that prints has --json', async () => {
  const all = await leaves();
  expect(all.length).toBeGreaterThan(20);
  const hasJson = ([, { options }]: [string, Command]) => options.some(({ long }) => long === '--json');
  const without = all.filter((one) => !hasJson(one)).map(([path]) => path);
  expect(without.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});
