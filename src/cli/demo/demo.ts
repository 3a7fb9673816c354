import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { packageRoot } from '../command/package-root.ts';
import { readDecisionFile } from '../debate/decision-file.ts';
import { LiveView } from '../debate/live-view.ts';
import { renderVerdict } from '../debate/render/render-verdict.ts';
import { startDebate } from '../debate/start-debate.ts';
import { watchDebate } from '../debate/watch-debate.ts';
import { useToken } from '../server/credential.ts';
import { shownSignInFragment } from '../server/sign-in-link.ts';
import { aborted, interruptible } from '../terminal/interrupt.ts';
import { pageOf, paragraph } from '../terminal/page.ts';
import { print, say } from '../terminal/terminal.ts';

const PACE_MS = 800;

/** `aragora demo`: shows a debate on a temporary server. */
export function demoCommand(command: Command): void {
  command.option('--exit', 'stop after the verdict').action(demo);
}

async function demo({ exit }: { exit?: true }): Promise<void> {
  const file = await readDecisionFile(exampleFile());
  await interruptible(async (signal) => {
    const { serveTemporarily } = await import('../../app/app.ts');
    say([...introduction(file.name), 'Starting the server. The first start takes some seconds …']);
    const server = await serveTemporarily();
    useToken(server.token);
    try {
      const id = await startDebate(server.url, file, { paceMs: PACE_MS });
      const address = async () => `${server.url}/playground?debate=${id}${await shownSignInFragment(server.url)}`;
      say([...invitation(await address()), '']);
      const debate = await watchDebate(server.url, id, new LiveView('Ctrl-C stops the demo'), signal);
      if (!debate) throw new CommandFailure('Stopped before the verdict.');
      print(renderVerdict(debate, pageOf(process.stdout)));
      if (exit) return;
      say([...invitation(await address()), 'Stop with Ctrl-C.']);
      await aborted(signal);
    } finally {
      await server.stop();
    }
  });
}

function exampleFile(): string {
  const path = join(packageRoot(), 'examples', 'database.yaml');
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

function introduction(file: string): string[] {
  const page = pageOf(process.stderr);
  const text =
    `Aragora demo: the debate of ${file}, shown through the public GraphQL API. The server uses free ports and a ` +
    'temporary data directory, which is deleted when it stops. The agents are built in and rule-based. They need only ' +
    `milliseconds, so this debate waits ${PACE_MS} ms between turns.`;
  return [...paragraph(page, 0, text).map((line) => page.paint('dim', line)), ''];
}

function invitation(address: string): string[] {
  const { paint } = pageOf(process.stderr);
  return ['', 'This debate in the playground:', `  ${paint(['bold', 'underline'], address)}`];
}
