import { flushCompileCache } from 'node:module';
import type { Command } from 'commander';
import { wholeNumber } from '../command/options.ts';
import { useToken } from '../server/credential.ts';
import { signInFragment } from '../server/sign-in-link.ts';
import { aborted, interruptible } from '../terminal/interrupt.ts';
import { say } from '../terminal/terminal.ts';

interface Options {
  readonly apiPort?: number;
  readonly wsPort?: number;
  readonly dataDir?: string;
}

/** `aragora serve`: the server, until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('run the server')
    .option(
      '--api-port <port>',
      'port of GraphQL, playground and health (8080); 0: any free one',
      wholeNumber(0, 65_535),
    )
    .option(
      '--ws-port <port>',
      'second port for GraphQL over WebSocket (8765); 0: any free one',
      wholeNumber(0, 65_535),
    )
    .option('--data-dir <folder>', 'where the embedded database lives (.nomic)')
    .action(runServer);
}

async function runServer({ apiPort, wsPort, dataDir }: Options): Promise<void> {
  await interruptible(async (signal) => {
    const { serve, localOwnerToken } = await import('../../app/app.ts');
    const flags = {
      ARAGORA_API_PORT: apiPort?.toString(),
      ARAGORA_WS_PORT: wsPort?.toString(),
      ARAGORA_DATA_DIR: dataDir,
    };
    const server = await serve(flags);
    useToken(await localOwnerToken(flags));
    const fragment = await signInFragment(server.url);
    say([
      'Aragora is running.',
      `  GraphQL      ${server.url}/graphql`,
      `  Playground   ${server.url}/playground`,
      `  WebSocket    ${server.wsUrl}`,
      `  Database     ${server.database}`,
      ...(fragment ? [`  Sign in      ${server.url}/playground${fragment} (once, within 15 minutes)`] : []),
      'Stop it with Ctrl-C.',
    ]);
    // At the end of a process it is written anyway, unless that is killed; what only its start needed may be gone by then.
    flushCompileCache();
    await aborted(AbortSignal.any([signal, server.lost]));
    if (!server.lost.aborted) say('Stopping: running debates go on at the next start. Ctrl-C again quits at once.');
    await server.stop();
    server.lost.throwIfAborted();
  });
}
