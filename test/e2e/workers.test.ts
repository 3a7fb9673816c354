import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ClusterNodesDocument, type ClusterNodesQuery } from '../../src/cli/generated/graphql.ts';
import type { Answered } from '../../src/cli/server/api.ts';
import { request } from '../drills/support/retry-until-answered.ts';
import type { Settings } from '../infra/http/support/a-server.ts';
import { ask, send } from '../infra/http/support/requests.ts';
import { aClient, type DebateEvent, eventsOf, follow, RawSocket } from '../infra/http/support/sockets.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { PATIENCE } from '../support/waiting.ts';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch, launchInVain } from './support/launch.ts';
import type { Served } from './support/served.ts';

type Node = Answered<ClusterNodesQuery>['clusterNodes'][number];

let database: EmptyDatabase | undefined;
let settings: Settings;

// A database for each test: in one that was used, the workers of the test before seem to live on for a while.
beforeEach(async () => {
  if (postgresUrl === undefined) return;
  database = await createDatabase(postgresUrl);
  settings = {
    DATABASE_URL: database.url,
    ARAGORA_WORKERS: '3',
    ARAGORA_LOG_LEVEL: 'INFO',
    ARAGORA_LEASE_SECONDS: '5',
  };
});
afterEach(() => database?.drop());

async function living({ url }: Served): Promise<readonly Node[]> {
  return running((await ask(url, ClusterNodesDocument, {})).clusterNodes);
}

function running(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter(({ status }) => status === 'RUNNING');
}

/** The processes behind the port, once they are as expected. A request that a killed worker had accepted is sent again. */
async function nodesWhen(server: Served, isAwaited: (nodes: readonly Node[]) => boolean): Promise<readonly Node[]> {
  let nodes: readonly Node[] = [];
  for (const until = performance.now() + PATIENCE.timeout; ; await wait(PATIENCE.interval)) {
    const answer = await request(server.url, ClusterNodesDocument, {}).catch(() => undefined);
    nodes = running(answer?.data?.clusterNodes ?? []);
    if (isAwaited(nodes)) return nodes;
    if (performance.now() > until) throw new Error(`The processes are still ${JSON.stringify(nodes)}.`);
  }
}

async function threeWorkers(): Promise<readonly [Served, readonly Node[]]> {
  const server = await launch(await aDirectory(), settings);
  return [server, await nodesWhen(server, ({ length }) => length === 3)];
}

/** All events of a debate; a client whose connection breaks goes on behind the last event it has. */
async function followThrough(url: string, debateId: string, seen: DebateEvent[]): Promise<number> {
  for (let breaks = 0; ; breaks++) {
    const events = follow(aClient(url), { debateId, after: seen.at(-1)?.cursor });
    try {
      for await (const event of events) seen.push(event);
      return breaks;
    } catch (closed) {
      // A killed worker closes the open connections, and resets those that are not open yet. Nothing else is a break.
      expect(closed).toMatchObject({ type: expect.stringMatching(/^(close|error)$/) });
    }
  }
}

/** A connection of its own that asks for the health of the server. The server closes it after the response. */
function healthRequest({ url }: Served): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  socket.resume().write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  return socket;
}

function seqsOf(events: readonly DebateEvent[]): readonly number[] {
  return events.map(({ seq }) => seq);
}

describe.skipIf(postgresUrl === undefined)('three workers behind one port', () => {
  it('are one server: each runs debates, is followed through any of them, and all are counted together', async () => {
    const [server, nodes] = await threeWorkers();
    expect(new Set(nodes.map(({ pid }) => pid)).size).toBe(3);
    expect(nodes.map(({ pid }) => pid)).not.toContain(server.pid);
    expect(nodes.map(({ url }) => url)).toEqual([server.url, server.url, server.url]);

    const ids = await Promise.all([0, 1, 2, 3].map(() => startDebate(server.url, { paceMs: 20 })));
    const all = await Promise.all(ids.map((debateId) => eventsOf(server.url, { debateId })));
    for (const events of all) {
      expect(seqsOf(events)).toEqual(events.map((_, at) => at + 1));
      expect(events.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });
    }
    // After several requests each worker has returned one of the responses.
    for (let nth = 0; nth < 6; nth++) {
      const { text } = await send(`${server.url}/metrics`);
      expect(text).toMatch(/^aragora_debates_completed 4$/m);
    }
    expect((await send(`${server.url}/playground/`)).status).toBe(200);
    const own = new Set<string>();
    for (let nth = 0; nth < 9; nth++) for (const { id, isSelf } of await living(server)) if (isSelf) own.add(id);
    expect(own).toEqual(new Set(nodes.map(({ id }) => id)));
  });

  it('lose nothing when one is killed: its debate ends, its clients resume, and another takes its place', async () => {
    const [server, before] = await threeWorkers();
    const id = await startDebate(server.url, { paceMs: 400 });
    const seen: DebateEvent[][] = [[], [], [], [], [], []];
    const following = Promise.all(seen.map((events) => followThrough(server.url, id, events)));
    await expect.poll(() => seen.every(({ length }) => length > 3), PATIENCE).toBe(true);
    const isHolder = ({ leases }: Node) => leases.some(({ debateId }) => debateId === id);
    const holder = (await nodesWhen(server, (nodes) => nodes.some(isHolder))).find(isHolder);
    // Without it, 0 would mean all processes of the group, this one among them.
    if (!holder?.pid) throw new Error('The holder of the debate tells no process id.');
    process.kill(holder.pid, 'SIGKILL');

    const breaks = await following;
    expect(Math.max(...breaks)).toBeGreaterThan(0);
    for (const events of seen) {
      expect(seqsOf(events)).toEqual(events.map((_, at) => at + 1));
      expect(events.map(({ __typename }) => __typename)).toContain('RunResumed');
    }
    expect((await readDebate(server.url, id)).status).toBe('COMPLETED');
    const after = await nodesWhen(
      server,
      (nodes) => nodes.length === 3 && nodes.every((node) => node.id !== holder.id),
    );
    expect(after.filter((node) => before.some((other) => other.id === node.id))).toHaveLength(2);
  });

  it('close the connections that a killed worker had not accepted, so that their clients can reconnect', async () => {
    const [server, nodes] = await threeWorkers();
    const [frozen] = nodes;
    if (!frozen?.pid) throw new Error('The worker tells no process id.');
    process.kill(frozen.pid, 'SIGSTOP');
    const sockets = Array.from({ length: 9 }, () => healthRequest(server));
    const answered = new Set<Socket>();
    for (const socket of sockets) socket.on('data', () => answered.add(socket));
    // One connection was passed to the stopped worker, and the others went to the workers that accept.
    await expect.poll(() => answered.size, PATIENCE).toBe(sockets.length - 1);
    const [unanswered] = sockets.filter((socket) => !answered.has(socket));
    if (!unanswered) throw new Error('Every connection has its answer.');
    expect(unanswered.destroyed).toBe(false);

    const closed = new Promise((resolve) => unanswered.once('close', resolve));
    process.kill(frozen.pid, 'SIGKILL');
    await closed;
  });

  it('close the connections that the primary passes to a worker it does not know to be dead', async () => {
    const [server, [killed]] = await threeWorkers();
    if (!killed?.pid) throw new Error('The worker tells no process id.');
    process.kill(server.pid, 'SIGSTOP');
    const sockets = Array.from({ length: 9 }, () => healthRequest(server));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    process.kill(killed.pid, 'SIGKILL');
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    process.kill(server.pid, 'SIGCONT');
    await Promise.all(closed);
  });

  it('end together on SIGTERM: every socket is closed so that its client comes back, every debate is let go', async () => {
    const [server, nodes] = await threeWorkers();
    const sockets = await Promise.all(Array.from({ length: 6 }, () => new RawSocket(server.wsUrl).greet()));
    const ids = await Promise.all([0, 1, 2].map(() => startDebate(server.url, { paceMs: 60_000 })));
    const rows = () => asAdmin(database?.url ?? '', 'select lease_holder from debates where id = any($1)', [ids]);
    await expect.poll(async () => JSON.stringify(await rows()), PATIENCE).not.toContain('null');

    const exit = await server.kill('SIGTERM');
    expect([exit.code, exit.signal]).toEqual([0, null]);
    expect(exit.stderr).not.toMatch(/error:|"level":"error"|\n {4}at /);
    expect(exit.stderr.match(/Aragora is running/g)).toHaveLength(1);
    for (const { closed } of sockets) expect((await closed).code).toBe(1001);
    expect(await rows()).toEqual(ids.map(() => ({ lease_holder: null })));
    for (const { pid } of nodes) expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
    const left = "select key from shared_state where key like 'nodes/%' and expires_at > clock_timestamp()";
    expect(await asAdmin(database?.url ?? '', left)).toEqual([]);
  });
});

describe('workers that cannot start say so once, because', () => {
  async function reasonFor(wanted: Settings, said: RegExp): Promise<string> {
    const { code, stderr } = await launchInVain(await aDirectory(), { ARAGORA_WORKERS: '3', ...wanted });
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/\n {4}at |node_modules/);
    expect(stderr.match(said)).toHaveLength(1);
    return stderr;
  }

  it.skipIf(postgresUrl === undefined)('the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as AddressInfo).port);
    await reasonFor({ ...settings, ARAGORA_API_PORT: port }, new RegExp(`Port ${port} on 127.0.0.1 is in use`, 'g'));
  });

  it('the database cannot be reached', async () => {
    const url = 'postgres://aragora:hush@127.0.0.1:1/nowhere';
    const reason = await reasonFor({ DATABASE_URL: url }, /The database at 127.0.0.1:1\/nowhere cannot be used/g);
    expect(reason).not.toContain('hush');
  });

  it('the embedded database belongs to one process', async () => {
    await reasonFor({}, /ARAGORA_WORKERS is 3 .*Set DATABASE_URL/g);
  });
});
