import { flushCompileCache } from 'node:module';
import type { Command } from 'commander';
import { wholeNumber } from '../command/options.ts';
import { useToken } from '../server/credential.ts';
import { shownSignInFragment } from '../server/sign-in-link.ts';
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

async function runServer(options: Options): Promise<void> {
  const { serve, logFailure } = await import('../../app/app.ts');
  await interruptible((signal) => serveUntil(signal, serve, options)).catch(async (error) => {
    if (!(await logFailure(error))) throw error;
    process.exitCode = 1;
  });
}

type Serve = typeof import('../../app/app.ts').serve;

async function serveUntil(signal: AbortSignal, serve: Serve, { apiPort, wsPort, dataDir }: Options): Promise<void> {
  const flags = {
    ARAGORA_API_PORT: apiPort?.toString(),
    ARAGORA_WS_PORT: wsPort?.toString(),
    ARAGORA_DATA_DIR: dataDir,
  };
  const server = await serve(flags, signal);
  await announce(server, flags);
  // Node writes the cache at exit, but not if the process is killed or after unused code was dropped from memory.
  flushCompileCache();
  await aborted(AbortSignal.any([signal, server.lost]));
  if (!server.lost.aborted) announceStop(server);
  await server.stop();
  server.lost.throwIfAborted();
}

type Served = Awaited<ReturnType<Serve>>;

/** Says where the server is: on a terminal with a sign-in link, else in one line of the log without any secret. */
async function announce({ url, wsUrl, database, log }: Served, flags: Parameters<Serve>[0]): Promise<void> {
  const addresses = { graphql: `${url}/graphql`, playground: `${url}/playground`, webSocket: wsUrl };
  if (!log.hasTerminal) return log.info({ ...addresses, database, signIn: HOW_TO_SIGN_IN }, 'Aragora is running');
  const { localOwnerToken } = await import('../../app/app.ts');
  useToken(await localOwnerToken(flags));
  const fragment = await shownSignInFragment(url);
  say([
    'Aragora is running.',
    `  GraphQL      ${addresses.graphql}`,
    `  Playground   ${addresses.playground}`,
    `  WebSocket    ${wsUrl}`,
    `  Database     ${database}`,
    ...(fragment ? [`  Sign in      ${addresses.playground}${fragment} (once, within 15 minutes)`] : []),
    'Stop it with Ctrl-C.',
  ]);
}

const HOW_TO_SIGN_IN =
  'A sign-in link is shown only on a terminal. `aragora token` prints an access token on a development server; in production, sign in as a user.';

function announceStop({ log }: Served): void {
  const stopping = 'Stopping. Running debates continue at the next start.';
  if (log.hasTerminal) say(`${stopping} Press Ctrl-C again to exit immediately.`);
  else log.info({}, stopping);
}
