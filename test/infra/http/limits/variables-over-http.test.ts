import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import { ANONYMOUS_MAX_BYTES } from '../../../../src/infra/http/limits/anonymous-bodies.ts';
import { MAX_VARIABLE_VALUES } from '../../../../src/infra/http/limits/variables-size.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, type Response, send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';
import { codesIn, WAYS } from '../support/ways.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

const signIn = String(SignInDocument);
const unknown = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 1]));
const NOBODY = { authorization: undefined, 'content-type': 'application/json' };
const OWNER = { 'content-type': 'application/json' };

function post(headers: typeof OWNER, body: object | string, path = '/graphql'): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send(`${server.url}${path}`, { method: 'POST', headers, body: text });
}

describe.each(WAYS)('over %s', (_, way) => {
  it('a variable with a thousand mistakes gets an error for the first one only', async () => {
    for (const who of [null, undefined]) {
      const answered = await way(server, { query: signIn, variables: { input: unknown(1_000) } }, who);
      expect(codesIn(answered)).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('variables with too many values are rejected with advice', async () => {
    const input = { list: Array(MAX_VARIABLE_VALUES).fill(1) };
    const answered = await way(server, { query: signIn, variables: { input } }, null);
    expect(codesIn(answered)).toEqual(['VARIABLES_TOO_LARGE']);
    expect(answered.errors?.[0]?.message).toMatch(/Send less/);
  });
});

it('variables in a URL are limited too', async () => {
  const deep = `{"input":${'['.repeat(2_000)}${']'.repeat(2_000)}}`;
  const health = 'query Health { health { status version uptimeSeconds checks { name status latencyMs message } } }';
  const search = new URLSearchParams({ query: health, variables: deep });
  const headers = { ...NOBODY, 'apollo-require-preflight': 'yes' };
  expect(errorsOf(await send(`${server.url}/graphql?${search}`, { headers }))[0]?.code).toBe('VARIABLES_TOO_LARGE');
});

describe('the processing time for unknown fields', () => {
  /** Milliseconds of this process: the median of several requests, after some to warm up. */
  async function cpuMs(headers: typeof OWNER, count: number): Promise<number> {
    const times: number[] = [];
    for (let nth = 0; nth < 12; nth++) {
      const body = JSON.stringify({ query: signIn, variables: { input: unknown(count) } });
      const before = process.cpuUsage();
      await post(headers, body);
      const { user, system } = process.cpuUsage(before);
      if (nth >= 3) times.push((user + system) / 1_000);
    }
    return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  }

  // Below some milliseconds the measurement is mostly noise. Before the limit the time grew a thousandfold, to six
  // minutes.
  it.each([
    ['a caller without a credential', NOBODY],
    ['the owner', OWNER],
  ])('of %s hardly grows from 1,000 to 60,000 of them', async (_, headers) => {
    const few = await cpuMs(headers, 1_000);
    expect(await cpuMs(headers, 60_000)).toBeLessThan(25 * Math.max(few, 4));
  });
});

describe('a caller without a credential', () => {
  const ofLength = (bytes: number) => {
    const empty = JSON.stringify({ query: signIn, variables: { input: 1 }, more: '' });
    return empty.replace('"more":""', `"more":"${'x'.repeat(bytes - empty.length)}"`);
  };
  const most = ofLength(ANONYMOUS_MAX_BYTES);
  const more = ofLength(ANONYMOUS_MAX_BYTES + 1);

  it.each(['/graphql', '/graphql/stream', '/api/auth/link', '/api/auth/refresh', '/api/auth/sign-in-link', '/nowhere'])(
    'has a body above 16 KiB rejected at %s, with advice',
    async (path) => {
      for (const headers of [NOBODY, { ...NOBODY, 'transfer-encoding': 'chunked' }]) {
        const refused = await post(headers, more, path);
        expect([refused.status, errorsOf(refused)]).toEqual([
          413,
          [{ code: 'REQUEST_TOO_LARGE', message: expect.stringMatching(/Sign in .*, or send less/) }],
        ]);
        expect((await post(headers, most, path)).status).not.toBe(413);
      }
      expect((await post(OWNER, more, path)).status).not.toBe(413);
    },
  );

  it('with an invalid token gets 401, and the body is not read', async () => {
    const { status } = await post({ ...OWNER, authorization: 'Bearer nonsense' } as typeof OWNER, more);
    expect(status).toBe(401);
  });

  it('may send a body to a route that reads none, and the server keeps running', async () => {
    const headers = { ...NOBODY, 'transfer-encoding': 'chunked' };
    await send(`${server.url}/api/health`, { method: 'GET', headers, body: 'x'.repeat(200_000) });
    expect((await send(`${server.url}/api/health`)).status).toBe(200);
  });

  it('has the socket closed for a long message, while the owner may send it', async () => {
    const open = async (greeting: object) => {
      const socket = new RawSocket(server.wsUrl);
      await socket.opened;
      socket.send({ type: 'connection_init', ...greeting });
      return socket;
    };
    const anonymous = await open({});
    await anonymous.next();
    anonymous.send({ type: 'subscribe', id: '1', payload: JSON.parse(more) });
    expect(await anonymous.closed).toEqual({ code: 1009, reason: expect.stringMatching(/Sign in, or send less/) });
    const ungreeted = await open({ payload: { more } });
    expect((await ungreeted.closed).code).toBe(1009);
    const owner = await open({ payload: { authorization: 'Bearer the-api-token-of-every-test' } });
    await owner.next();
    owner.send({ type: 'subscribe', id: '1', payload: JSON.parse(more) });
    expect(await owner.nextOf('1')).toMatchObject({
      payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    await owner.close();
  });
});
