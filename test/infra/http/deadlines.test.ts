import { request } from 'node:http';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DebateEventsDocument, StartDebateDocument } from '../../../src/cli/generated/graphql.ts';
import { isPostgresInstalled, PostgresCluster } from '../../drills/support/postgres-cluster.ts';
import { aContestedDecision } from '../../resolvers/support/inputs.ts';
import { API_TOKEN } from '../../support/credentials.ts';
import { asAdmin } from '../../support/services/databases.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { aServer } from './support/a-server.ts';
import { send } from './support/requests.ts';
import { aClient, iterate } from './support/sockets.ts';

const LIST = '{ debates(first: 1) { nodes { id } } }';
const CHANGE = String(StartDebateDocument);
const LIMITS = { ARAGORA_QUERY_TIMEOUT: '1', ARAGORA_MUTATION_TIMEOUT: '2' };
const json = { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' };

type Server = Awaited<ReturnType<typeof aServer>>;

describe.skipIf(!isPostgresInstalled)('a server whose database does not answer', () => {
  let cluster: PostgresCluster;
  let server: Server;
  beforeAll(async () => {
    cluster = await PostgresCluster.create();
    server = await aServer({ ...LIMITS, DATABASE_URL: cluster.url });
    await graphql(server, LIST);
  });
  afterAll(async () => {
    cluster?.thaw();
    await server?.stop();
    await cluster?.remove();
  });
  const frozen = async <T>(work: () => Promise<T>): Promise<T> => {
    cluster.freeze();
    try {
      return await work();
    } finally {
      cluster.thaw();
    }
  };

  it('answers queries, mutations, REST and event streams within their limits, without a result', async () => {
    const began = performance.now();
    const answers = await frozen(() =>
      Promise.all([
        graphql(server, LIST),
        graphql(server, CHANGE),
        send(`${server.url}/api/circuit-breakers`, { headers: json }),
        send(`${server.url}/api/debates/export`, { headers: json }),
        send(`${server.url}/api/receipts/dbt_1`, { headers: json }),
        send(`${server.url}/graphql/stream`, { method: 'POST', headers: json, body: JSON.stringify({ query: LIST }) }),
      ]),
    );
    // Long before the database itself would time a statement out, after 30 s.
    expect(performance.now() - began).toBeLessThan(20_000);
    for (const { text } of answers) expect(text).toContain('UNAVAILABLE');
    expect(answers[1]?.text).toContain('same idempotencyKey');
    await expect.poll(async () => (await graphql(server, LIST)).text, PATIENCE).toContain('nodes');
  });

  it('answers operations on a socket, and starts of subscriptions, within their limits', async () => {
    const client = aClient(server.url);
    const first = iterate(client, LIST);
    await first.next();
    await frozen(async () => {
      const told = await iterate(client, LIST).next();
      expect(JSON.stringify(told.value)).toContain('UNAVAILABLE');
      const started = await iterate(client, DebateEventsDocument, { debateId: 'dbt_1' }).next();
      expect(JSON.stringify(started.value)).toContain('UNAVAILABLE');
    });
  });

  it('shows its metrics and its health meanwhile, also to a caller with a credential', async () => {
    await frozen(async () => {
      for (const headers of [{}, { authorization: `Bearer ${API_TOKEN}` }]) {
        const { status, text } = await send(`${server.url}/api/metrics`, { headers });
        expect(status).toBe(200);
        expect(text).toContain('aragora_active_debates 0');
        expect(text).toContain('aragora_metric_unavailable{metric="aragora_reactor_lag_seconds"} 1');
        expect(text).not.toMatch(/^aragora_reactor_lag_seconds/m);
        expect((await send(`${server.url}/api/health`, { headers })).text).toContain('unhealthy');
      }
    });
  });

  it('frees what a late request waits for: a lock that another session holds costs no connection', async () => {
    await expect.poll(async () => (await graphql(server, LIST)).text, PATIENCE).toContain('nodes');
    const other = new Client({ connectionString: cluster.url });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('begin; lock table debates in exclusive mode');
    const { status, text } = await graphql(server, CHANGE);
    expect([status, text]).toEqual([503, expect.stringContaining('UNAVAILABLE')]);
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'aragora'";
    await expect.poll(async () => (await asAdmin(cluster.url, waiting)).length, PATIENCE).toBe(0);
    await other.query('rollback');
  });

  it('does not count the time in which a client sends its body', async () => {
    await expect.poll(async () => (await graphql(server, LIST)).text, PATIENCE).toContain('nodes');
    const slow = request(`${server.url}/graphql`, { method: 'POST', headers: json });
    const answer = new Promise((resolve) => slow.on('response', ({ statusCode }) => resolve(statusCode)));
    const body = bodyOf(LIST);
    slow.write(body.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    slow.end(body.slice(5));
    expect(await answer).toBe(200);
  });
});

function bodyOf(query: string): string {
  return JSON.stringify({
    query,
    ...(query === CHANGE && { variables: { input: { decision: aContestedDecision() } } }),
  });
}

function graphql({ url }: Server, query: string) {
  return send(`${url}/graphql`, { method: 'POST', headers: json, body: bodyOf(query) });
}
