import { CommandFailure } from '../command/failure.ts';
import { CancelDebateDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withAnyServer, withRunner, withRunnerForNewDebate } from '../server/with-server.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { pageOf } from '../terminal/page.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import type { WholeDebate } from './debate-event.ts';
import { type DebateOptions, settingsOf } from './debate-options.ts';
import type { DecisionFile } from './decision-file.ts';
import { LiveView, noView, type View } from './live-view.ts';
import { renderEstimate } from './render/render-estimate.ts';
import { renderVerdict } from './render/render-verdict.ts';
import { estimateDebate, startDebate } from './start-debate.ts';
import { readDebate, watchDebate } from './watch-debate.ts';

/** Starts a debate and shows it until its end, or only prints its estimate. */
export function runDebate(file: DecisionFile, options: DebateOptions): Promise<void> {
  return options.estimate ? printEstimate(file, options) : startAndWatch(file, options);
}

async function printEstimate(file: DecisionFile, options: DebateOptions): Promise<void> {
  const estimate = await withAnyServer(({ url }) => estimateDebate(url, file, settingsOf(options)));
  if (options.json) printJson(estimate);
  else print(renderEstimate(estimate, pageOf(process.stdout)));
}

async function startAndWatch(file: DecisionFile, options: DebateOptions): Promise<void> {
  await interruptible((signal) =>
    withRunnerForNewDebate(async ({ url }) => {
      if (signal.aborted) throw new CommandFailure('Stopped before the debate was started.');
      const id = await startDebate(url, file, settingsOf(options));
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
      // Fails at once: a subscription would retry for a minute if the server is unreachable.
      await readDebate(url, id);
      const debate = await watchDebate(url, id, viewFor(options, 'Ctrl-C stops watching'), signal);
      if (debate) report(debate, options);
      else say(`You stopped watching. The debate continues${isOwn ? ' when a server runs' : ''}: aragora debate ${id}`);
    }),
  );
}

function viewFor({ json }: DebateOptions, hint: string): View {
  return json && !process.stderr.isTTY ? noView : new LiveView(hint);
}

// The end of the debate arrives over the subscription.
function cancel(url: string, id: string, view: View): void {
  view.remark('Cancelling the debate. Press Ctrl-C again to exit immediately.');
  request(url, CancelDebateDocument, { input: { id } }).catch((error) => view.remark(String(error.message)));
}

function report(debate: WholeDebate, { json }: DebateOptions): void {
  if (json) printJson(debate);
  else print(renderVerdict(debate, pageOf(process.stdout)));
  if (debate.status === 'COMPLETED') return;
  if (json) say(`${debate.id} was ${debate.status.toLowerCase()}.`);
  process.exitCode = 1;
}
