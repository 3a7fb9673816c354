import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { type OpenDatabase, openEmbedded, openPostgres } from '../../src/infra/postgres/open.ts';
import { PATIENCE } from '../support/waiting.ts';
import { Ledger } from './support/ledger.ts';
import { PostgresCluster } from './support/postgres-cluster.ts';
import type { DrillReport } from './support/report.ts';
import { ServerProcess } from './support/server-process.ts';

const AT_A_TIME = 4;

interface Form {
  readonly postgresKills: number;
  readonly serverKills: number;
  /** The minimum time under load between two kills. It grows with every kill, so that kills hit different moments. */
  readonly pauseMs: number;
}

const FORMS: Readonly<Record<'small' | 'full', Form>> = {
  small: { postgresKills: 2, serverKills: 1, pauseMs: 800 },
  full: { postgresKills: 20, serverKills: 50, pauseMs: 2_000 },
};

/**
 * Mutations continue while PostgreSQL is killed several times, and while a server with an embedded database is killed. In the
 * end every acknowledged mutation must be stored, and a mutation repeated with the same key must be stored once.
 */
export async function acknowledged(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const reports = [await killPostgres(FORMS[form], say), await killServer(FORMS[form], say)];
  return {
    figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
    broken: reports.flatMap(({ broken }) => broken),
  };
}

async function killPostgres({ postgresKills, pauseMs }: Form, say: (line: string) => void): Promise<DrillReport> {
  const cluster = await PostgresCluster.create();
  const folder = await aFolder();
  const settings = { DATABASE_URL: cluster.url, ARAGORA_LEASE_SECONDS: '5' };
  const server = await ServerProcess.start(folder, settings);
  try {
    const kill = async (nth: number) => {
      await cluster.kill9();
      await sleep(nth * 50);
      await cluster.start();
    };
    const ledger = await underLoad(server, { name: 'PostgreSQL', kills: postgresKills, pauseMs, kill, say });
    const isAlive = server.isRunning;
    await server.end('SIGTERM');
    const open = await openPostgres({ url: cluster.url, poolSize: 4, poolTimeoutMs: 30_000 }, folder, DATABASE_SCHEMA);
    const broken = await examine(open, ledger, server);
    return {
      figures: figuresOf('PostgreSQL', postgresKills, ledger),
      broken: [...broken, ...(isAlive ? [] : ['The server stopped during the drill.'])],
    };
  } finally {
    await server.end('SIGKILL');
    await cluster.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function killServer({ serverKills, pauseMs }: Form, say: (line: string) => void): Promise<DrillReport> {
  const folder = await aFolder();
  const server = await ServerProcess.start(folder);
  try {
    const kill = async () => {
      await server.end('SIGKILL');
      await server.start();
    };
    const ledger = await underLoad(server, { name: 'server', kills: serverKills, pauseMs, kill, say });
    await server.end('SIGTERM');
    const broken = await examine(await openEmbedded(folder, DATABASE_SCHEMA), ledger, server);
    // A database that does not open ends the drill with an error.
    return { figures: { ...figuresOf('server', serverKills, ledger), 'opened again': serverKills }, broken };
  } finally {
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

interface Killing {
  readonly name: string;
  readonly kills: number;
  readonly pauseMs: number;
  kill(nth: number): Promise<void>;
  say(line: string): void;
}

async function underLoad(server: ServerProcess, { name, kills, pauseMs, kill, say }: Killing): Promise<Ledger> {
  const ledger = new Ledger(server.url);
  const enough = new AbortController();
  const load = ledger.work(AT_A_TIME, name, enough.signal);
  for (let nth = 1; nth <= kills; nth++) {
    await sleep(pauseMs + nth * 37);
    await kill(nth);
    say(`${name} killed and back, ${nth} of ${kills}: ${ledger.acknowledged} mutations acknowledged`);
  }
  await sleep(pauseMs);
  const patience = AbortSignal.timeout(PATIENCE.timeout);
  while (!ledger.hasEveryKind && !patience.aborted) await sleep(PATIENCE.interval);
  enough.abort();
  await load;
  await ledger.settle(AbortSignal.timeout(PATIENCE.timeout));
  return ledger;
}

async function examine(open: OpenDatabase, ledger: Ledger, server: ServerProcess): Promise<readonly string[]> {
  try {
    const missing = ledger.hasEveryKind
      ? []
      : ['The load acknowledged no interjection, no ground truth or no deletion.'];
    return [...missing, ...(await ledger.faultsIn(open.database)), ...server.defects];
  } finally {
    await open.close();
  }
}

function figuresOf(name: string, kills: number, { acknowledged: count, failures }: Ledger): DrillReport['figures'] {
  const failed = [...failures].map(([what, times]) => [`${name}, instead of an answer: ${what}`, times]);
  return { [`${name} kills`]: kills, [`${name}, mutations acknowledged`]: count, ...Object.fromEntries(failed) };
}

function aFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'aragora-acknowledged-'));
}
