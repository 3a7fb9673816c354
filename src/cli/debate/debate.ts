import type { Command } from 'commander';
import { type DebateOptions, withDebateOptions } from './debate-options.ts';
import { readDecisionFile } from './decision-file.ts';
import { runDebate, watchOnly } from './run-debate.ts';

/** `aragora debate`: starts a debate over a decision file and watches it, or watches one that was started. */
export function debateCommand(program: Command): void {
  const command = withDebateOptions(
    program
      .command('debate')
      .description('start a debate over a decision file and watch it, or watch one that was started')
      .argument('<file|id>', 'a decision file (YAML), or the id of a debate (dbt_…)'),
  );
  command.action(async (target: string, options: DebateOptions) => {
    if (!/^dbt_[0-9a-z]+$/i.test(target)) return runDebate(await readDecisionFile(target), options);
    const { json: _, ...others } = options;
    if (Object.keys(others).length > 0)
      command.error(`error: --${Object.keys(others)[0]} is for a debate that is started; ${target} has its own`);
    return watchOnly(target, options);
  });
}
