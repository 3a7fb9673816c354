import { Command } from 'commander';
import { expect, it } from 'vitest';
import { tokenCommand } from '../../../src/cli/token/token.ts';
import { usageCommand } from '../../../src/cli/usage/usage.ts';

it.each([
  [tokenCommand, '(default: viewer)'],
  [usageCommand, '(default: model)'],
])('shows the default value as the user would write it', (add, words) => {
  const program = new Command();
  add(program);
  expect(program.commands[0]?.helpInformation().replace(/\s+/g, ' ')).toContain(words);
});
