import { COMMANDS } from './cli/command/commands.ts';
import { aragora, run } from './cli/command/run.ts';
import { addSubcommands } from './cli/command/subcommands.ts';

const program = aragora();
addSubcommands(program, COMMANDS);
await run(program);
