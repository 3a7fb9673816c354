import { afterEach, describe, expect, it } from 'vitest';
import { HealthDocument } from '../../../../src/cli/generated/graphql.ts';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import type { OpenCounter } from '../../../../src/infra/rate-limits/rate-limits.ts';
import { redisCounter } from '../../../../src/infra/rate-limits/redis.ts';
import { aUser } from '../../../support/access-stores.ts';
import { aLink, aNamespace } from '../../../support/services/redis-links.ts';
import { redisUrl } from '../../../support/services/redis-url.ts';
import type { Settings } from '../support/a-server.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { post, send } from '../support/requests.ts';
import { RawSocket, upgradeAnswer } from '../support/sockets.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const ONE_POINT = '{ health { status } }';
const PROXY = '127.0.0.3';
const open: FakeServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

async function limited(settings: Settings, openCounter?: OpenCounter) {
  const server = await fakeServer({ ARAGORA_RATE_LIMITS: 'on', ...settings }, undefined, openCounter);
  open.push(server);
  return server;
}

/** Creates a user with this role, and two API keys of the user. */
async function keysOf({ accounts, world }: FakeServer, name: string, role: string) {
  await accounts.users.add(aUser(name, { passwordHash: 'plain pass' }));
  await accounts.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: `usr_${name}`, roles: [role] });
  const place = { userId: `usr_${name}`, organisationId: LOCAL_ORGANISATION, workspaceId: LOCAL_WORKSPACE };
  const wish = { name: 'key', scopes: null, addresses: [], expiresAt: null };
  const key = async () => `Bearer ${(await accounts.access.apiKeys.create({ ...world.actor, ...place }, wish)).secret}`;
  return [await key(), await key()] as const;
}

/** Sends this many requests and returns how many are accepted. */
async function countOf(times: number, ask: (at: number) => Promise<{ status: number }>): Promise<number> {
  let count = 0;
  for (let at = 0; at < times; at++) if ((await ask(at)).status === 200) count++;
  return count;
}

describe('the points of a caller in a minute', () => {
  it('are reported with every response, and once they are used up HTTP answers 429 with the time to wait', async () => {
    const { url } = await limited({ ARAGORA_RATE_LIMIT_ADMIN: '100' });
    // Each query costs six points: one for the health, and five for the list of its checks.
    const first = await post(url, String(HealthDocument));
    expect(JSON.parse(first.text).extensions.cost).toMatchObject({ points: 6, limit: 100, remaining: 94 });
    expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '94' });
    const reset = Number(first.headers['x-ratelimit-reset']) * 1000 - Date.now();
    expect(reset).toBeGreaterThan(30_000);
    expect(reset).toBeLessThan(62_000);
    expect(await countOf(20, () => post(url, String(HealthDocument)))).toBe(15);
    const refused = await post(url, String(HealthDocument));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['x-ratelimit-remaining']).toBe('0');
    expect(codesIn(JSON.parse(refused.text))).toEqual(['RATE_LIMITED']);
  });

  it.each(WAYS)('are used up and can be queried over %s as over any other transport', async (_, way) => {
    const server = await limited({ ARAGORA_RATE_LIMIT_ADMIN: '10' });
    const { data } = await way(server, { query: '{ rateLimit { cost limit remaining resetAt } }' });
    expect(data?.rateLimit).toMatchObject({ cost: 1, limit: 10, remaining: 9, resetAt: expect.any(String) });
    const dry = await way(server, {
      query: '{ rateLimit(dryRun: true) { cost remaining } debates(first: 100) { nodes { id } } }',
    });
    expect(dry.data).toEqual({ rateLimit: { cost: 102, remaining: 8 } });
    const variables = { dry: true };
    const query = 'query ($dry: Boolean!) { agents { id } health { status } limit: rateLimit(dryRun: $dry) { cost } }';
    expect((await way(server, { query, variables })).data).toEqual({ limit: { cost: 7 } });
    expect(codesIn(await way(server, { query, variables: { dry: false } }))).toEqual([]);
    expect(codesIn(await way(server, { query: ONE_POINT }))).toEqual(['RATE_LIMITED']);
  });

  it.each(WAYS)('cannot be queried over %s as a dry run with invalid variables', async (_, way) => {
    const server = await limited({});
    const query = 'query ($n: Int!) { rateLimit(dryRun: true) { cost } debates(first: $n) { nodes { id } } }';
    const answered = await way(server, { query, variables: { n: 'a secret' } });
    expect(answered.data ?? null).toBeNull();
    expect(codesIn(answered)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(answered)).not.toContain('a secret');
  });

  it('are limited for a user with all its keys, and for each key', async () => {
    const server = await limited({ ARAGORA_RATE_LIMIT_USER: '15', ARAGORA_RATE_LIMIT_KEY: '10' });
    const ask = (authorization: string) => () => post(server.url, ONE_POINT, { authorization });
    const [one, another] = await keysOf(server, 'ann', 'member');
    expect(await countOf(12, ask(one))).toBe(10);
    // The rejected requests counted too.
    expect(await countOf(12, ask(another))).toBe(3);
    const [ofBen] = await keysOf(server, 'ben', 'member');
    expect(await countOf(12, ask(ofBen))).toBe(10);
  });

  it('are more for an administrator', async () => {
    const server = await limited({ ARAGORA_RATE_LIMIT_USER: '5', ARAGORA_RATE_LIMIT_ADMIN: '8' });
    const [member] = await keysOf(server, 'ann', 'member');
    const [admin] = await keysOf(server, 'ada', 'admin');
    expect(await countOf(10, () => post(server.url, ONE_POINT, { authorization: member }))).toBe(5);
    expect(await countOf(10, () => post(server.url, ONE_POINT, { authorization: admin }))).toBe(8);
  });

  it('are counted by address before a credential is checked', async () => {
    const { url, accounts } = await limited({ ARAGORA_RATE_LIMIT_ADDRESS: '10' });
    const guess = () => send(`${url}/api/auth/me`, { headers: { authorization: 'Bearer guessed' } });
    const statuses: number[] = [];
    for (let times = 0; times < 15; times++) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(5).fill(429)]);
    expect(accounts.signals.filter(([name]) => name === 'authenticationFailed')).toHaveLength(10);
    const refused = await guess();
    const { code, retryAfterSeconds } = JSON.parse(refused.text).errors[0].extensions;
    expect([code, String(retryAfterSeconds)]).toEqual(['RATE_LIMITED', refused.headers['retry-after']]);
    const socket = await upgradeAnswer(`${url.replace(/^http/, 'ws')}/graphql`, {});
    expect(socket.status).toBe(429);
    expect(Number(socket.headers['retry-after'])).toBeGreaterThan(0);
    const bare = (path: string) => send(`${url}${path}`, { headers: { authorization: undefined } });
    expect((await bare('/metrics')).text).toContain('aragora_rate_limit_hits_total{kind="address"} 7');
    for (const path of ['/livez', '/readyz', '/api/health', '/metrics']) expect((await bare(path)).status).toBe(200);
  });

  it('are counted on a socket for every operation', async () => {
    const { wsUrl } = await limited({ ARAGORA_RATE_LIMIT_ADDRESS: '10' });
    const socket = await new RawSocket(wsUrl).greet();
    const kinds: string[] = [];
    for (let at = 0; at < 12; at++) {
      socket.send({ type: 'subscribe', id: String(at), payload: { query: ONE_POINT } });
      kinds.push((await socket.nextOf(String(at))).type);
    }
    expect(kinds).toEqual([...Array(9).fill('next'), ...Array(3).fill('error')]);
    await socket.close();
  });

  it('are counted on a socket also for rejected operations, before they are parsed', async () => {
    const { wsUrl } = await limited({ ARAGORA_RATE_LIMIT_ADDRESS: '5' });
    const socket = await new RawSocket(wsUrl).greet();
    const codes: unknown[] = [];
    for (let at = 0; at < 6; at++) {
      socket.send({ type: 'subscribe', id: String(at), payload: { query: '{ nothing }' } });
      const { payload } = await socket.nextOf(String(at));
      codes.push(...codesIn({ errors: payload as never }));
    }
    expect(codes).toEqual([...Array(4).fill('GRAPHQL_VALIDATION_FAILED'), ...Array(2).fill('RATE_LIMITED')]);
    await socket.close();
  });

  it('are counted for a caller with a credential also where no other request is counted', async () => {
    const { url, accounts } = await limited({ ARAGORA_RATE_LIMIT_ADDRESS: '3' });
    const statuses: number[] = [];
    for (let times = 0; times < 5; times++)
      statuses.push((await send(`${url}/livez`, { headers: { authorization: 'Bearer ara_guessed' } })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect(accounts.signals.filter(([name]) => name === 'authenticationFailed')).toHaveLength(3);
    expect((await send(`${url}/livez`, { headers: { authorization: undefined } })).status).toBe(200);
  });
});

describe('an operation whose id is used again while its points are counted', () => {
  it.each([false, true])(
    'leaves the id to the new operation, also when the old one is rejected: %s',
    async (isRefused) => {
      const held = Promise.withResolvers<void>();
      const allowance = { limit: 9, remaining: 9, resetAt: new Date() };
      let asked = 0;
      const server = await limited({}, (kind) => ({
        take: async () => {
          const isFirst = kind === 'admin' && asked++ === 0;
          if (isFirst) await held.promise;
          return { allowance, isRefused: isFirst && isRefused };
        },
      }));
      const socket = await new RawSocket(server.wsUrl).greet();
      socket.send({ type: 'subscribe', id: '1', payload: { query: '{ health { status } }' } });
      await eventually(() => asked).toBe(1);
      socket.send({ type: 'complete', id: '1' });
      socket.send({ type: 'subscribe', id: '1', payload: { query: 'subscription { debatesChanged { debateId } }' } });
      await eventually(() => server.world.bus.listening).toBe(1);
      held.resolve();
      socket.send({ type: 'subscribe', id: '2', payload: { query: '{ health { status } }' } });
      expect(await socket.next()).toMatchObject({ type: 'next', id: '2' });
      expect(await socket.next()).toMatchObject({ type: 'complete', id: '2' });
      const { id: debateId } = await server.world.start();
      expect(await socket.next()).toMatchObject({
        type: 'next',
        id: '1',
        payload: { data: { debatesChanged: { debateId } } },
      });
      await socket.close();
    },
  );
});

describe('a client that forges its address', () => {
  const health = (url: string, forwarded: string, from: string) =>
    send(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: undefined, 'x-forwarded-for': forwarded },
      body: JSON.stringify({ query: String(HealthDocument) }),
      from,
    });

  it('is counted by its own address under 50 forged ones, and behind a proxy by the address the proxy reports', async () => {
    const { url } = await limited({ ARAGORA_RATE_LIMIT_PUBLIC: '60', ARAGORA_TRUSTED_PROXIES: PROXY });
    expect(await countOf(50, (at) => health(url, `198.51.100.${at}`, '127.0.0.2'))).toBe(10);
    expect(await countOf(50, (at) => health(url, `192.0.2.${at}, 203.0.113.9`, PROXY))).toBe(10);
    expect(await countOf(3, (at) => health(url, `203.0.113.${at}`, PROXY))).toBe(3);
  });

  it('is counted once for a whole IPv6 network', async () => {
    const { url } = await limited({ ARAGORA_RATE_LIMIT_PUBLIC: '60', ARAGORA_TRUSTED_PROXIES: PROXY });
    expect(await countOf(50, (at) => health(url, `2001:db8:1:2::${at + 1}`, PROXY))).toBe(10);
    expect((await health(url, '2001:db8:1:3::1', PROXY)).status).toBe(200);
  });
});

describe.skipIf(redisUrl === undefined)('two nodes on one Redis', () => {
  it('count together, and each counts for itself while Redis is unavailable', async () => {
    const namespace = aNamespace();
    const links = [await aLink(redisUrl ?? '', namespace), await aLink(redisUrl ?? '', namespace)];
    const settings = { ARAGORA_RATE_LIMIT_ADMIN: '20' };
    const nodes: FakeServer[] = [];
    for (const { link } of links)
      nodes.push(await limited(settings, (kind, points) => redisCounter(link, kind, points)));
    const ask = (at: number) => post(nodes[at % 2]?.url ?? '', ONE_POINT);
    expect(await countOf(30, ask)).toBe(20);
    // One request after another, and all at once.
    const statuses = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(at)));
    expect(statuses.map(({ status }) => status)).toEqual(Array(20).fill(429));
    for (const { link } of links) await link.close();
    expect(await countOf(60, ask)).toBe(40);
  });

  it('accept no more when all requests arrive at once', async () => {
    const namespace = aNamespace();
    const links = [await aLink(redisUrl ?? '', namespace), await aLink(redisUrl ?? '', namespace)];
    const nodes: FakeServer[] = [];
    for (const { link } of links)
      nodes.push(await limited({ ARAGORA_RATE_LIMIT_ADMIN: '20' }, (kind, points) => redisCounter(link, kind, points)));
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => post(nodes[at % 2]?.url ?? '', ONE_POINT)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  });
});
