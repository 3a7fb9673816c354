import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_SCHEMA } from '../../src/app/resources/database-schema.ts';
import { LOCAL_WORKSPACE } from '../../src/domain/access/actor.ts';
import { eventCursor } from '../../src/domain/events/cursor.ts';
import { PostgresDebateStore } from '../../src/infra/debates/postgres/debate-store.ts';
import { NotifyEventBus } from '../../src/infra/events/notify.ts';
import { PostgresEventLog } from '../../src/infra/events/postgres/event-log.ts';
import { Database } from '../../src/infra/postgres/database.ts';
import { postgresOrm } from '../../src/infra/postgres/orm.ts';
import { processName } from '../../src/infra/process-name.ts';
import { systemClock, systemIds, systemRandom } from '../../src/infra/runtime.ts';
import { aDebate } from '../../test/support/builders.ts';
import { API_TOKEN, AUTHORIZED } from '../../test/support/credentials.ts';
import { createDatabase } from '../../test/support/services/databases.ts';
import { nowMs, Process } from './channel.ts';
import { newEvents } from './events.ts';
import type { Server } from './server.ts';

const LEASE_MS = 3_600_000;

/** The built `aragora serve` on a new PostgreSQL database, with its log opened by this process. */
export interface Program extends Server {
  /** The variables of a subscriber that has the events up to `seq`. */
  startAfter(seq: number): object;
}

/**
 * Starts the program with a debate that it does not run, because this process holds the lease. This process appends the
 * published events to the log and notifies the program, as another node would.
 */
export async function startProgram(serverUrl: string, profile?: string): Promise<Program> {
  const { url, drop } = await createDatabase(serverUrl);
  const directory = await mkdtemp(join(tmpdir(), 'aragora-bench-'));
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const settings = {
    ...{ DATABASE_URL: url, ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'ERROR' },
    ...{ ARAGORA_API_TOKEN: API_TOKEN, ARAGORA_ENV: 'test', ARAGORA_REDIS_URL: '' },
    // All subscribers come from one address, with one token.
    ...{ ARAGORA_MAX_SOCKETS_PER_ADDRESS: '1000000', ARAGORA_RATE_LIMITS: 'off' },
  };
  const child = new Process([...profiling, 'bin/aragora.js', 'serve', '--data-dir', directory], settings, 'pipe');
  const port = await portOf(child);
  const log = await logOf(url);
  return {
    ...{ name: 'aragora', process: child, port, greeting: AUTHORIZED, published: log.published, publish: log.publish },
    startAfter: (seq) => ({ debateId: log.debateId, after: eventCursor(log.debateId, seq) }),
    stop: async () => {
      const gone = once(child.child, 'exit');
      child.child.kill(profile === undefined ? 'SIGKILL' : 'SIGTERM');
      await gone;
      await log.close();
      await drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Reads stderr until the program prints its address, then passes it on. */
async function portOf({ child: { stderr } }: Process): Promise<number> {
  let output = '';
  for await (const chunk of stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    output += chunk;
    const address = /GraphQL +(\S+)\/graphql/.exec(output)?.[1];
    if (address === undefined) continue;
    stderr?.pipe(process.stderr);
    return Number(new URL(address).port);
  }
  throw new Error(`The program did not start. Is it built (\`npm run build\`)?\n${output}`);
}

async function logOf(url: string) {
  const orm = await postgresOrm({ url, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
  const database = new Database(orm);
  const log = new PostgresEventLog(database, systemClock, systemRandom);
  const notifier = new NotifyEventBus(database, url, systemClock);
  const store = new PostgresDebateStore(database, log);
  const debate = aDebate({ id: systemIds().next('dbt'), workspaceId: LOCAL_WORKSPACE });
  const ref = { workspaceId: LOCAL_WORKSPACE, stream: debate.id };
  let length = 0;
  const append = async (events: Parameters<typeof log.append>[1]) => {
    await database.atomically(async () => void (await log.append(ref, events)));
    length += events.length;
  };
  await database.atomically(async () => {
    await store.add(debate);
    await store.claim(debate.id, processName(), LEASE_MS);
    await append(debate.takeNews());
  });
  return {
    debateId: debate.id,
    published: () => length,
    publish: async (events: number) => {
      await append(newEvents(events));
      const at = nowMs();
      await notifier.notify(ref);
      return at;
    },
    close: () => orm.close(true),
  };
}
