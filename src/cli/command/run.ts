import { styleText } from 'node:util';
import { Command, CommanderError } from 'commander';
import { say } from '../terminal/terminal.ts';
import { CommandFailure } from './failure.ts';
import { packageVersion } from './package-root.ts';

const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** The `aragora` command without its subcommands. */
export function aragora(): Command {
  return new Command('aragora')
    .description('Multi-agent debates that end in a decision.')
    .version(packageVersion())
    .showHelpAfterError('(add --help to list commands and options)')
    .exitOverride();
}

/** Runs the command line and sets the exit code: 0 for success, 1 for failure, 2 for wrong usage. */
export async function run(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  // The reader of the output may close it early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? DONE : FAILED));
  // stderr has only messages for people: the work continues when it cannot be written.
  process.stderr.on('error', () => {});
  try {
    await program.parseAsync(withHelpOption(argv));
  } catch (error) {
    process.exitCode = await report(error);
  }
}

/** `help debates list` as `debates list --help`: commander shows the help of a command before it is loaded. */
function withHelpOption(argv: readonly string[]): readonly string[] {
  const [node = '', script = '', first, ...command] = argv;
  return first === 'help' && command.length > 0 ? [node, script, ...command, '--help'] : argv;
}

async function report(error: unknown): Promise<number> {
  // Commander has printed it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
  if (!(error instanceof Error)) sayError(String(error));
  else sayError((await isExpected(error)) ? error.message : (error.stack ?? error.message));
  return FAILED;
}

async function isExpected(error: Error): Promise<boolean> {
  if (error instanceof CommandFailure) return true;
  const app = await import('../../app/app.ts').catch(() => undefined);
  return app?.isExpected(error) ?? false;
}

function sayError(message: string): void {
  const label = styleText('red', 'error:', { stream: process.stderr });
  say(message.includes('\n') ? message : `${label} ${message}`);
}
