import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compressedBombs } from './support/compressed-bombs.ts';
import { Firehose } from './support/firehose.ts';
import { merged } from './support/merged.ts';
import { pingFloods } from './support/ping-floods.ts';
import { PostgresCluster } from './support/postgres-cluster.ts';
import type { DrillReport } from './support/report.ts';
import { ServerProcess } from './support/server-process.ts';
import { silentSockets } from './support/silent-sockets.ts';
import { slowHeads } from './support/slow-heads.ts';
import { type StalledForm, StalledReaders } from './support/stalled-readers.ts';

interface Form extends StalledForm {
  readonly silent: number;
  /** Sockets of each kind of flood. */
  readonly floods: number;
  readonly slow: number;
  readonly bombs: number;
}

const FORMS: Readonly<Record<'small' | 'full', Form>> = {
  small: {
    ...{ silent: 300, floods: 2, slow: 20, bombs: 1 },
    ...{ stalled: 20, lively: 3, rounds: 1, perSecond: 250, slowReaderMs: 2_000, measures: false },
  },
  full: {
    ...{ silent: 10_000, floods: 20, slow: 200, bombs: 8 },
    ...{ stalled: 100, lively: 10, rounds: 3, perSecond: 100, slowReaderMs: 20_000, measures: true },
  },
};

interface Scene {
  readonly server: ServerProcess;
  readonly firehose: Firehose;
  readonly form: Form;
  say(line: string): void;
}

/**
 * Everything that costs a client little and a server much, against one that is running: sockets that say nothing, readers that
 * do not read, floods of pings, requests that come bit by bit, compressed bombs. Others are served meanwhile.
 */
export async function abuse(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const cluster = await PostgresCluster.create();
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'aragora-abuse-'))));
  const [own = '', drills = ''] = folders;
  let server: ServerProcess | undefined;
  let firehose: Firehose | undefined;
  try {
    server = await ServerProcess.start(own, {
      DATABASE_URL: cluster.url,
      ARAGORA_MAX_SOCKETS_PER_ADDRESS: '20000',
      ARAGORA_SLOW_READER_SECONDS: String(FORMS[form].slowReaderMs / 1_000),
    });
    firehose = await Firehose.in(cluster.url, drills);
    const report = await attack({ server, firehose, form: FORMS[form], say });
    const isAlive = server.isRunning;
    await server.end('SIGTERM');
    const broken = [...server.defects, ...(isAlive ? [] : ['The server did not stay up.'])];
    return merged(report, { figures: {}, broken });
  } finally {
    await server?.end('SIGKILL');
    await firehose?.close();
    await cluster.remove();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/** One after the other; where times are not compared, some of it side by side. */
async function attack(scene: Scene): Promise<DrillReport> {
  const { form } = scene;
  if (!form.measures) return merged(...(await Promise.all([exhaust(scene), pester(scene)])));
  return merged(await exhaust(scene), await pester(scene));
}

async function exhaust({ server, firehose, form, say }: Scene): Promise<DrillReport> {
  const silent = await silentSockets(server, form.silent);
  say('silent sockets: done');
  const bombs = await compressedBombs(server, form.bombs);
  say('compressed bombs: done');
  return merged(silent, bombs, await new StalledReaders(server, firehose, form).run(say));
}

async function pester({ server, form, say }: Scene): Promise<DrillReport> {
  const reports = await Promise.all([pingFloods(server, form.floods), slowHeads(server, form.slow)]);
  say('ping floods and slow heads: done');
  return merged(...reports);
}
