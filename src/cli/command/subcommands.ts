import type { Command } from 'commander';

/** A command whose module is loaded when the command runs or shows its own help. */
export interface Subcommand {
  readonly name: string;
  readonly description: string;
  /** Loads the function that adds arguments, options and action to the command. */
  readonly load: () => Promise<(command: Command) => void>;
}

/** Adds the commands by name and description. Only the one that is called is loaded: most of a start is loading code. */
export function addSubcommands(parent: Command, subcommands: readonly Subcommand[]): void {
  for (const { name, description } of subcommands) parent.command(name).description(description);
  parent.hook('preSubcommand', async (_, command) => {
    const called = subcommands.find(({ name }) => name === command.name());
    (await called?.load())?.(command);
  });
}
