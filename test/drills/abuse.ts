import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECTABLE } from './support/abuse/collect-garbage.ts';
import { compressedBombs } from './support/abuse/compressed-bombs.ts';
import { Firehose } from './support/abuse/firehose.ts';
import { pingFloods } from './support/abuse/ping-floods.ts';
import { silentSockets } from './support/abuse/silent-sockets.ts';
import { slowHeads } from './support/abuse/slow-heads.ts';
import type { StalledForm } from './support/abuse/stalled-findings.ts';
import { StalledReaders } from './support/abuse/stalled-readers.ts';
import { merged } from './support/merged.ts';
import { PostgresCluster } from './support/postgres-cluster.ts';
import type { DrillReport } from './support/report.ts';
import { ServerProcess } from './support/server-process.ts';

interface Form extends StalledForm {
  readonly silent: number;
  /** Number of sockets for each kind of flood. */
  readonly floods: number;
  readonly slow: number;
  readonly bombs: number;
}

const FORMS: Readonly<Record<'small' | 'full', Form>> = {
  small: {
    ...{ silent: 300, floods: 2, slow: 20, bombs: 1 },
    ...{ stalled: 40, sleepers: 5, lively: 3, rounds: 0, perSecond: 250, slowReaderMs: 2_000 },
  },
  full: {
    ...{ silent: 10_000, floods: 20, slow: 200, bombs: 8 },
    ...{ stalled: 100, sleepers: 8, lively: 10, rounds: 3, perSecond: 50, slowReaderMs: 20_000 },
  },
};

interface Scene {
  readonly server: ServerProcess;
  readonly firehose: Firehose;
  readonly form: Form;
  say(line: string): void;
}

/**
 * Attacks that are cheap for a client and costly for a server: sockets without messages, readers that do not read, floods of
 * pings, requests sent in small pieces, and compressed bombs. Other clients must be served meanwhile.
 */
export async function abuse(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const cluster = await PostgresCluster.create();
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'aragora-abuse-'))));
  const [own = '', drills = ''] = folders;
  let server: ServerProcess | undefined;
  let firehose: Firehose | undefined;
  try {
    server = await ServerProcess.start(own, {
      ...COLLECTABLE,
      DATABASE_URL: cluster.url,
      ARAGORA_MAX_SOCKETS_PER_ADDRESS: '20000',
      ARAGORA_SLOW_READER_SECONDS: String(FORMS[form].slowReaderMs / 1_000),
    });
    firehose = await Firehose.in(cluster.url, drills);
    const report = await attack({ server, firehose, form: FORMS[form], say });
    const isAlive = server.isRunning;
    await server.end('SIGTERM');
    const broken = [...server.defects, ...(isAlive ? [] : ['The server stopped during the attacks.'])];
    return merged(report, { figures: {}, broken });
  } finally {
    await server?.end('SIGKILL');
    await firehose?.close();
    await cluster.remove();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/** Runs the attacks one after the other. Without time limits, attacks that do not affect each other run in parallel. */
async function attack({ server, firehose, form, say }: Scene): Promise<DrillReport> {
  const stall = () => new StalledReaders(server, firehose, form).run(say);
  const flood = () => pingFloods(server, form.floods);
  const drip = () => slowHeads(server, form.slow);
  const dripping = form.rounds > 0 ? undefined : drip();
  const silent = await silentSockets(server, form.silent);
  say('silent sockets: done');
  const bombs = await compressedBombs(server, form.bombs);
  say('compressed bombs: done');
  const others = form.rounds > 0 ? [await stall(), await flood()] : await Promise.all([stall(), flood()]);
  return merged(silent, bombs, ...others, await (dripping ?? drip()));
}
