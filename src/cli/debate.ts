import type { Command } from 'commander';
import { request } from './api.ts';
import type { WholeDebate } from './debate-event.ts';
import { readDecisionFile } from './decision-file.ts';
import { CommandFailure } from './failure.ts';
import { CancelDebateDocument, type Consensus } from './generated/graphql.ts';
import { interruptible } from './interrupt.ts';
import { LiveView, noView, type View } from './live-view.ts';
import { list, oneOf, wholeNumber } from './options.ts';
import { pageOf } from './page.ts';
import { renderVerdict } from './render-verdict.ts';
import { type DebateWishes, startDebate } from './start-debate.ts';
import { print, printJson, say } from './terminal.ts';
import { readDebate, watchDebate } from './watch-debate.ts';
import { withRunner } from './with-server.ts';

interface Options {
  readonly agents?: string[];
  readonly consensus?: Consensus;
  readonly rounds?: number;
  readonly pace?: number;
  readonly json?: true;
}

/** `aragora debate`: starts a debate over a decision file and watches it, or watches one that was started. */
export function debateCommand(program: Command): void {
  const command = program
    .command('debate')
    .description('start a debate and watch it, or watch one that was started')
    .argument('<file|id>', 'a decision file (YAML), or the id of a debate (dbt_…)')
    .option('--agents <ids>', 'which agents of the file take part, such as a,b (all of them)', list)
    .option(
      '--consensus <rule>',
      'majority, supermajority or unanimous (majority)',
      oneOf('MAJORITY', 'SUPERMAJORITY', 'UNANIMOUS'),
    )
    .option('--rounds <n>', 'most rounds of critique and revision, 1 to 12 (3)', wholeNumber(1, 12))
    .option('--pace <ms>', 'least time between two turns in milliseconds (0)', wholeNumber(0, 60_000))
    .option('--json', 'print the whole finished debate as JSON');
  command.action(async (target: string, options: Options) => {
    if (!/^dbt_[0-9a-z]+$/i.test(target)) return startAndWatch(target, options);
    const { json: _, ...others } = options;
    if (Object.keys(others).length > 0)
      command.error(`error: --${Object.keys(others)[0]} is for a debate that is started; ${target} has its own`);
    return watchOnly(target, options);
  });
}

async function startAndWatch(fileName: string, options: Options): Promise<void> {
  const file = await readDecisionFile(fileName);
  await interruptible((signal) =>
    withRunner(async ({ url }) => {
      if (signal.aborted) throw new CommandFailure('Stopped before the debate was started.');
      const id = await startDebate(url, file, wishesOf(options));
      const view = viewFor(options, 'Ctrl-C cancels');
      view.remark(id);
      if (signal.aborted) cancel(url, id, view);
      else signal.addEventListener('abort', () => cancel(url, id, view));
      report((await watchDebate(url, id, view)) ?? (await readDebate(url, id)), options);
    }),
  );
}

async function watchOnly(id: string, options: Options): Promise<void> {
  await interruptible((signal) =>
    withRunner(async ({ url, isOwn }) => {
      // Says what is wrong at once: a subscription would keep trying to reach a server that is not there.
      await readDebate(url, id);
      const debate = await watchDebate(url, id, viewFor(options, 'Ctrl-C leaves'), signal);
      if (debate) report(debate, options);
      else say(`You left. The debate goes on${isOwn ? ' once a server runs' : ''}: aragora debate ${id}`);
    }),
  );
}

function viewFor({ json }: Options, hint: string): View {
  return json && !process.stderr.isTTY ? noView : new LiveView(hint);
}

function wishesOf({ agents, consensus, rounds, pace }: Options): DebateWishes {
  return { agents, consensus, maxRounds: rounds, paceMs: pace };
}

// The subscription then tells of the end, whoever brought it about.
function cancel(url: string, id: string, view: View): void {
  view.remark('Cancelling the debate. Ctrl-C again quits at once.');
  request(url, CancelDebateDocument, { input: { id } }).catch((error) => view.remark(String(error.message)));
}

function report(debate: WholeDebate, { json }: Options): void {
  if (json) printJson(debate);
  else print(renderVerdict(debate, pageOf(process.stdout)));
  if (debate.status === 'COMPLETED') return;
  if (json) say(`${debate.id} was ${debate.status.toLowerCase()}.`);
  process.exitCode = 1;
}
