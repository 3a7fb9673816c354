import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { openPostgres } from '../../src/infra/postgres/open.ts';
import { FollowedDebates } from './support/kills/followed-debates.ts';
import { faultsOf } from './support/kills/streams.ts';
import { Nginx } from './support/nginx.ts';
import { PostgresCluster } from './support/postgres-cluster.ts';
import type { DrillReport } from './support/report.ts';
import { ServerProcess } from './support/server-process.ts';

const NODES = 3;

interface Form {
  /** The number of times that a node is stopped with each signal. */
  readonly ends: number;
  readonly everyMs: number;
  readonly debatesAtATime: number;
  readonly followersEach: number;
  readonly isTimed: boolean;
}

const FORMS: Readonly<Record<'small' | 'full', Form>> = {
  small: { ends: 2, everyMs: 2_000, debatesAtATime: 2, followersEach: 2, isTimed: false },
  full: { ends: 24, everyMs: 5_000, debatesAtATime: 6, followersEach: 3, isTimed: true },
};

/**
 * Three servers behind nginx. One of them is stopped again and again while debates run and are followed: first killed, then
 * asked to stop. No follower may miss an event or receive one twice, and every debate must end. In the full form no follower
 * may wait longer than 5 s for its next event.
 */
export async function rolling(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const cluster = await PostgresCluster.create();
  const folders = await Promise.all(Array.from({ length: NODES }, () => mkdtemp(join(tmpdir(), 'aragora-rolling-'))));
  const settings = { DATABASE_URL: cluster.url, ARAGORA_LEASE_SECONDS: '5' };
  const nodes: ServerProcess[] = [];
  let nginx: Nginx | undefined;
  try {
    nodes.push(...(await Promise.all(folders.map((folder) => ServerProcess.start(folder, settings)))));
    nginx = await Nginx.before(nodes);
    const figures: DrillReport['figures'] = {};
    const broken: string[] = [];
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const pass = await roll({ url: nginx.url, nodes, form: FORMS[form] }, signal, say);
      broken.push(...pass.broken.map((line) => `${signal}: ${line}`));
      for (const [name, value] of Object.entries(pass.figures)) figures[`${signal} ${name}`] = value;
    }
    await Promise.all(nodes.map((node) => node.end('SIGTERM')));
    broken.push(...nodes.flatMap((node) => node.defects));
    broken.push(...(await faultsIn(cluster)));
    return { figures, broken };
  } finally {
    await nginx?.remove();
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    await cluster.remove();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

async function roll(
  { url, nodes, form }: { readonly url: string; readonly nodes: readonly ServerProcess[]; readonly form: Form },
  signal: 'SIGKILL' | 'SIGTERM',
  say: (line: string) => void,
): Promise<DrillReport> {
  const load = new FollowedDebates(url, signal, form);
  let ended = 0;
  const backAfterMs: number[] = [];
  const restarts: Promise<void>[] = [];
  while (ended < form.ends) {
    await sleep(form.everyMs);
    const node = nodes[ended % NODES] as ServerProcess;
    // Without a second serving node, no node can continue the work and the test shows nothing.
    if (nodes.filter(({ isServing }) => isServing).length < 2 || !node.isServing) continue;
    ended++;
    const endedAt = performance.now();
    const restart = node.end(signal).then(() => node.start());
    restarts.push(restart.then(() => void backAfterMs.push(Math.round(performance.now() - endedAt))));
    say(
      `${signal} ${ended}: ${load.followers.filter(({ hasEnded }) => hasEnded).length} followers have reached the end`,
    );
  }
  await Promise.all(restarts);
  await load.finish();
  const report = load.report();
  const figures = {
    'nodes ended': ended,
    'longest ms until a node served again': Math.max(...backAfterMs),
    ...report.figures,
  };
  return { ...report, figures };
}

/** Errors in the stored data at the end. */
async function faultsIn(cluster: PostgresCluster): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-rolling-'));
  const open = await openPostgres({ url: cluster.url, poolSize: 4, poolTimeoutMs: 30_000 }, folder, DATABASE_SCHEMA);
  try {
    const rows = await open.database.use((em) => em.execute<{ id: string }[]>('select id from debates'));
    return (await Promise.all(rows.map(({ id }) => faultsOf(open.database, id)))).flat();
  } finally {
    await open.close();
    await rm(folder, { recursive: true, force: true });
  }
}
