import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, post, send } from '../support/requests.ts';
import { upgradeAnswer } from '../support/sockets.ts';

const QUERY = '{ health { status } }';

let server: FakeServer;
let port: string;

beforeAll(async () => {
  server = await fakeServer({
    ARAGORA_ENV: 'production',
    ARAGORA_JWT_SECRET: 's'.repeat(32),
    ARAGORA_ENCRYPTION_KEY: 'a1'.repeat(32),
    ARAGORA_ALLOWED_ORIGINS: 'https://console.example.com',
    ARAGORA_ALLOWED_HOSTS: 'aragora.example.com,tunnel:9999',
  });
  port = new URL(server.url).port;
});
afterAll(() => server.stop());

type Entrance = (headers: Record<string, string>) => Promise<{ status: number; text: string }>;

/** Every entrance of the server: its response to a request with these headers. */
const DOORS: readonly (readonly [string, (at: FakeServer) => Entrance])[] = [
  [
    'POST /graphql',
    ({ url }) =>
      (headers) =>
        post(url, QUERY, headers),
  ],
  [
    'GET /graphql',
    ({ url }) =>
      (headers) =>
        send(`${url}/graphql?query={__typename}`, { headers }),
  ],
  [
    'GET /graphql/stream',
    ({ url }) =>
      (headers) =>
        send(`${url}/graphql/stream?query={__typename}`, { headers }),
  ],
  [
    '/api/health',
    ({ url }) =>
      (headers) =>
        send(`${url}/api/health`, { headers }),
  ],
  [
    'the socket at /graphql',
    ({ url }) =>
      (headers) =>
        upgradeAnswer(`${url.replace(/^http/, 'ws')}/graphql`, headers),
  ],
  [
    'the socket at /ws',
    ({ wsUrl }) =>
      (headers) =>
        upgradeAnswer(wsUrl, headers),
  ],
];

function entrances(at: FakeServer): readonly Entrance[] {
  return DOORS.map(([, entrance]) => entrance(at));
}

describe.each(DOORS)('%s', (_, entrance) => {
  const knock: Entrance = (headers) => entrance(server)(headers);

  it.each([
    ['of another site', 'https://evil.example'],
    ['of another program on this machine', 'http://localhost:1'],
    ['of a sandboxed frame or a file', 'null'],
    ['of an allowed site over another scheme', 'http://console.example.com'],
    ['of a site that begins like an allowed one', 'https://console.example.com.evil.example'],
    ['that is empty', ''],
  ])('rejects a page %s, and names the setting', async (_, origin) => {
    const { status, text } = await knock({ origin });
    expect(status).toBe(403);
    expect(text).toContain('ARAGORA_ALLOWED_ORIGINS');
    expect(text).toContain(origin);
  });

  it.each([
    ['a foreign name that points to this server', 'rebound.evil.example'],
    ['such a name with the port of this server', 'rebound.evil.example:8080'],
    ['a name that begins like loopback', '127.0.0.1.evil.example'],
    ['a name that ends like loopback', 'evil-localhost'],
    ['an allowed name on another port', 'tunnel:1'],
  ])('rejects requests to %s, and names the setting', async (_, host) => {
    const { status, text } = await knock({ host });
    expect(status).toBe(403);
    expect(text).toContain('ARAGORA_ALLOWED_HOSTS');
    expect(text).toContain(host);
  });

  it('rejects a page whose own host name was pointed to this server, although its origin is that name', async () => {
    const host = `rebound.evil.example:${port}`;
    expect((await knock({ host, origin: `http://${host}` })).status).toBe(403);
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:8080',
    'localhost',
    'LOCALHOST:8080',
    '[::1]:8080',
    'aragora.example.com',
    'aragora.example.com:443',
    'tunnel:9999',
  ])('accepts requests to the name %s', async (host) => {
    expect([101, 200]).toContain((await knock({ host })).status);
  });

  it('accepts programs, which send no origin', async () => {
    expect([101, 200]).toContain((await knock({})).status);
  });

  it('accepts allowed pages', async () => {
    expect([101, 200]).toContain((await knock({ origin: 'https://console.example.com' })).status);
  });

  it('accepts its own pages under any allowed name', async () => {
    expect([101, 200]).toContain(
      (await knock({ host: `localhost:${port}`, origin: `http://localhost:${port}` })).status,
    );
    const named = { host: 'aragora.example.com', origin: 'https://aragora.example.com' };
    expect([101, 200]).toContain((await knock(named)).status);
  });
});

describe('a page of an allowed origin', () => {
  const headers = { origin: 'https://console.example.com', 'access-control-request-method': 'POST' };

  it('may send a preflight, and read the response and its request id', async () => {
    const asked = await send(`${server.url}/graphql`, { method: 'OPTIONS', headers });
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe('https://console.example.com');
    const answer = await post(server.url, QUERY, { origin: headers.origin });
    expect(answer.headers['access-control-allow-origin']).toBe('https://console.example.com');
    expect(answer.headers['access-control-expose-headers']).toContain('x-request-id');
  });
});

describe.each(['/graphql', '/graphql/stream', '/api/health', '/nowhere'])('a page of another origin at %s', (path) => {
  const origin = 'https://evil.example';

  it.each(['POST', 'GET', 'DELETE'])(
    'can read why its %s is refused, after a preflight that succeeds',
    async (method) => {
      const headers = {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      };
      const preflight = await send(`${server.url}${path}`, { method: 'OPTIONS', headers });
      expect([preflight.status, preflight.text]).toEqual([204, '']);
      expect(preflight.headers['access-control-allow-origin']).toBe(origin);
      expect(preflight.headers['access-control-allow-headers']).toBe('authorization,content-type');
      const refused = await send(`${server.url}${path}`, { method, headers: { origin } });
      expect([refused.status, errorsOf(refused)]).toEqual([
        403,
        [{ code: 'FORBIDDEN', message: expect.stringContaining('ARAGORA_ALLOWED_ORIGINS') }],
      ]);
      expect(refused.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
    },
  );

  it('may send no cookies or other credentials of the browser', async () => {
    const headers = { origin, 'access-control-request-method': 'POST' };
    for (const method of ['OPTIONS', 'POST']) {
      const answer = await send(`${server.url}${path}`, { method, headers });
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  it('has nothing done: only a complete preflight passes the check', async () => {
    for (const more of [{}, { 'access-control-request-method': '' }])
      expect((await send(`${server.url}${path}`, { method: 'OPTIONS', headers: { origin, ...more } })).status).toBe(
        403,
      );
    const mutation = 'mutation { startDebate(input: { task: "x", participants: [] }) { userErrors { code } } }';
    await post(server.url, mutation, { origin });
    expect(await server.world.debates.count(server.world.actor)).toBe(0);
  });
});

describe('in development', () => {
  let development: FakeServer;
  beforeAll(async () => {
    development = await fakeServer();
  });
  afterAll(() => development.stop());

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:5173',
    'http://[::1]:4200',
    'https://localhost:8443',
    'http://localhost',
  ])('a page of %s on this machine may call, and read the response', async (origin) => {
    for (const door of entrances(development)) expect([101, 200]).toContain((await door({ origin })).status);
    const answer = await post(development.url, QUERY, { origin });
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
  });

  it('such a page needs a credential, as every other caller', async () => {
    const headers = { origin: 'http://localhost:3000', authorization: undefined, cookie: 'session=of-another-page' };
    const answer = await post(development.url, QUERY, headers);
    expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers['access-control-allow-origin']).toBe('http://localhost:3000');
  });

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://evil.example@localhost:3000',
    'http://localhost:3000@evil.example',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'null',
  ])('a page of %s may not', async (origin) => {
    for (const door of entrances(development)) {
      const { status, text } = await door({ origin });
      expect([status, text]).toEqual([403, expect.stringContaining('ARAGORA_ALLOWED_ORIGINS')]);
    }
  });

  it('a page of this machine may not call under a foreign name', async () => {
    const headers = { origin: 'http://localhost:3000', host: 'rebound.evil.example' };
    for (const door of entrances(development)) expect((await door(headers)).status).toBe(403);
  });
});

describe('the error for a rejected page', () => {
  it('over HTTP has the format of a GraphQL error', async () => {
    expect(errorsOf(await post(server.url, QUERY, { origin: 'https://evil.example' }))).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
  });

  it('repeats only a readable part of a long name', async () => {
    const { text } = await post(server.url, QUERY, { origin: `https://${'x'.repeat(5_000)}` });
    expect(text.length).toBeLessThan(400);
  });
});

describe('a page that this server serves on its API port', () => {
  const at = (page: string) => {
    const { port: wsPort } = new URL(server.wsUrl);
    return upgradeAnswer(server.wsUrl, { host: `localhost:${wsPort}`, origin: page });
  };

  it('may open a socket on the other port', async () => {
    expect((await at(`http://localhost:${port}`)).status).toBe(101);
  });

  it.each([
    ['of another local port', () => `http://localhost:${Number(port) === 1 ? 2 : 1}`],
    ['of the port of HTTP itself', () => 'http://localhost'],
    ['of this port under another name', () => `http://evil.example:${port}`],
    ['of this port under another name of this machine', () => `http://127.0.0.1:${port}`],
    ['of a name that ends like it', () => `http://evil.example@localhost:${port}`],
  ])('may open it, but a page %s may not', async (_, page) => {
    const { status, text } = await at(page());
    expect([status, text]).toEqual([403, expect.stringContaining('ARAGORA_ALLOWED_ORIGINS')]);
  });
});
