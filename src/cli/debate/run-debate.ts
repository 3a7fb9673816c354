import { CommandFailure } from '../command/failure.ts';
import { CancelDebateDocument } from '../generated/graphql.ts';
import { renderEstimate } from '../render/render-estimate.ts';
import { renderVerdict } from '../render/render-verdict.ts';
import { request } from '../server/api.ts';
import { withAnyServer, withKeeper, withRunner } from '../server/with-server.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { pageOf } from '../terminal/page.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import type { WholeDebate } from './debate-event.ts';
import { type DebateOptions, wishesOf } from './debate-options.ts';
import type { DecisionFile } from './decision-file.ts';
import { LiveView, noView, type View } from './live-view.ts';
import { estimateDebate, startDebate } from './start-debate.ts';
import { readDebate, watchDebate } from './watch-debate.ts';

/** Starts a debate and watches it to its end, or only tells what it would take. */
export function runDebate(file: DecisionFile, options: DebateOptions): Promise<void> {
  return options.estimate ? tellEstimate(file, options) : startAndWatch(file, options);
}

async function tellEstimate(file: DecisionFile, options: DebateOptions): Promise<void> {
  const estimate = await withAnyServer(({ url }) => estimateDebate(url, file, wishesOf(options)));
  if (options.json) printJson(estimate);
  else print(renderEstimate(estimate, pageOf(process.stdout)));
}

async function startAndWatch(file: DecisionFile, options: DebateOptions): Promise<void> {
  await interruptible((signal) =>
    withKeeper(async ({ url }) => {
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

export async function watchOnly(id: string, options: DebateOptions): Promise<void> {
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

function viewFor({ json }: DebateOptions, hint: string): View {
  return json && !process.stderr.isTTY ? noView : new LiveView(hint);
}

// The subscription then tells of the end, whoever brought it about.
function cancel(url: string, id: string, view: View): void {
  view.remark('Cancelling the debate. Ctrl-C again quits at once.');
  request(url, CancelDebateDocument, { input: { id } }).catch((error) => view.remark(String(error.message)));
}

function report(debate: WholeDebate, { json }: DebateOptions): void {
  if (json) printJson(debate);
  else print(renderVerdict(debate, pageOf(process.stdout)));
  if (debate.status === 'COMPLETED') return;
  if (json) say(`${debate.id} was ${debate.status.toLowerCase()}.`);
  process.exitCode = 1;
}
