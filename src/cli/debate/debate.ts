import type { Command } from 'commander';
import { type DebateOptions, withDebateOptions } from './debate-options.ts';
import { readDecisionFile } from './decision-file.ts';
import { runDebate, watchOnly } from './run-debate.ts';

/** `aragora debate`: starts the debate of a decision file and shows it, or shows an existing debate. */
export function debateCommand(command: Command): void {
  withDebateOptions(
    command.argument('<file|id>', 'a decision file (YAML; - for standard input), or the id of a debate (dbt_…)'),
  ).action(async (target: string, options: DebateOptions) => {
    if (!/^dbt_[0-9a-z]+$/i.test(target)) return runDebate(await readDecisionFile(target), options);
    const { json: _, ...others } = options;
    if (Object.keys(others).length > 0)
      command.error(`error: --${Object.keys(others)[0]} works only for a new debate; ${target} exists already`);
    return watchOnly(target, options);
  });
}
