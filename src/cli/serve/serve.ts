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

/** `aragora serve`: runs the server until it is stopped. */
export function serveCommand(command: Command): void {
  command
    .option(
      '--api-port <port>',
      'port of GraphQL, playground and health (default: 8080; 0: any free port)',
      wholeNumber(0, 65_535),
    )
    .option(
      '--ws-port <port>',
      'second port for GraphQL over WebSocket (default: 8765; 0: any free port)',
      wholeNumber(0, 65_535),
    )
    .option('--data-dir <folder>', 'folder of the embedded database (default: .nomic)')
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
    // Node writes the cache at exit, but not if the process is killed or after unused code was dropped from memory.
    flushCompileCache();
    await aborted(AbortSignal.any([signal, server.lost]));
    if (!server.lost.aborted)
      say('Stopping. Running debates continue at the next start. Press Ctrl-C again to exit immediately.');
    await server.stop();
    server.lost.throwIfAborted();
  });
}
