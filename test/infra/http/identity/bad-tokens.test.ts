import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from '../support/a-server.ts';
import { badHeaders, badTokens, claimsOf, type GoodSession, PREVIOUS, SECRET, signed } from '../support/bad-tokens.ts';
import { post, send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';

const ME = '/api/auth/me';
const REFUSED = {
  errors: [
    {
      message: 'Sign in first: send `Authorization: Bearer` with an access token or an API key.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

let server: Awaited<ReturnType<typeof aServer>>;
let session: GoodSession;
let good: string;
let tokens: readonly (readonly [string, string])[];

beforeAll(async () => {
  server = await aServer({
    ARAGORA_JWT_SECRET: SECRET,
    ARAGORA_JWT_SECRET_PREVIOUS: PREVIOUS,
    ARAGORA_JWT_SECRET_PREVIOUS_UNTIL: new Date(Date.now() - 1000).toISOString(),
  });
  session = await signedIn();
  good = await signed(claimsOf(session));
  tokens = await badTokens(session);
});
afterAll(() => server.stop());

/** A session of the owner of this machine, as a browser gets it. */
async function signedIn(): Promise<GoodSession> {
  const owner = { ...claimsOf({ sub: 'local', sid: 'none', tv: 1 }), role: 'owner' };
  const local = { authorization: `Bearer ${await signed(owner, { typ: 'local+jwt' })}` };
  const made = await send(`${server.url}/api/auth/sign-in-link`, { method: 'POST', headers: local });
  const headers = { 'content-type': 'application/json', authorization: undefined };
  const opened = await send(`${server.url}/api/auth/link`, { method: 'POST', headers, body: made.text });
  const { sub, sid, tv } = decodeJwt(JSON.parse(opened.text).access_token);
  return { sub: sub ?? '', sid: String(sid), tv: Number(tv) };
}

function me(authorization: string | readonly string[]) {
  return send(`${server.url}${ME}`, { headers: { authorization: authorization as string } });
}

interface Shown {
  readonly greeting?: unknown;
  readonly header?: string | string[];
}

/** The code with which the server closes a socket with these credentials; 1000 when it accepts the socket. */
async function socketCode({ greeting, header }: Shown): Promise<number> {
  const options = header === undefined ? {} : { headers: { authorization: header as string } };
  const socket = new RawSocket(`${server.url.replace(/^http/, 'ws')}/graphql`, undefined, options);
  await socket.opened;
  socket.send({ type: 'connection_init', ...(greeting !== undefined && { payload: { authorization: greeting } }) });
  const answered = await socket.next().catch(() => undefined);
  if (answered) await socket.close();
  const { code } = await socket.closed;
  return answered ? 1000 : code;
}

/** The names of the credentials whose socket was not closed with 4401. */
async function acceptedOf(shown: readonly (readonly [string, Shown])[]): Promise<string[]> {
  const accepted: string[] = [];
  for (const [name, how] of shown) if ((await socketCode(how)) !== 4401) accepted.push(name);
  return accepted;
}

describe('a good token', () => {
  it('is accepted over HTTP, in any letter case of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const { status, text } = await me(`${scheme} ${good}`);
      expect([status, JSON.parse(text).user.id]).toEqual([200, session.sub]);
    }
  });

  it('is accepted over WebSocket, in the connection_init message and in the request', async () => {
    expect(await socketCode({ greeting: `Bearer ${good}` })).toBe(1000);
    expect(await socketCode({ header: `Bearer ${good}` })).toBe(1000);
  });

  it('of a role on this machine is accepted while the server is in development', async () => {
    const local = { ...claimsOf({ sub: 'local', sid: 'none', tv: 1 }), role: 'viewer' };
    const { status, text } = await me(`Bearer ${await signed(local, { typ: 'local+jwt' })}`);
    expect([status, JSON.parse(text).roles]).toEqual([200, ['viewer']]);
  });
});

describe('a bad token', () => {
  it('is tested in at least 60 forms', () => {
    expect(tokens.length).toBeGreaterThanOrEqual(60);
    expect(new Set(tokens.map(([name]) => name)).size).toBe(tokens.length);
  });

  it('is rejected over HTTP, each with the same message', async () => {
    const headers = [...tokens.map(([name, token]) => [name, `Bearer ${token}`] as const), ...badHeaders(good)];
    const answers = await Promise.all(
      headers.map(async ([name, header]) => {
        const { status, text, headers } = await me(header);
        return { name, status, text, asks: headers['www-authenticate'] };
      }),
    );
    const text = JSON.stringify(REFUSED);
    expect(answers).toEqual(
      headers.map(([name]) => ({ name, status: 401, text, asks: 'Bearer error="invalid_token"' })),
    );
  });

  it('is rejected by /graphql too, even where the operation needs no permission', async () => {
    const answers = await Promise.all(
      tokens.map(async ([, token]) => {
        const { status, text } = await post(server.url, '{ __typename }', { authorization: `Bearer ${token}` });
        return `${status} ${text}`;
      }),
    );
    expect(new Set(answers)).toEqual(new Set([`401 ${JSON.stringify(REFUSED)}`]));
  });

  it('beside a good one is rejected, in either order', async () => {
    const [one, other] = [`Bearer ${good}`, 'Bearer bad'];
    for (const both of [
      [one, other],
      [other, one],
      [one, one],
    ])
      expect((await me(both)).status).toBe(401);
    expect(await acceptedOf([['twice', { header: [one, other] }]])).toEqual([]);
  });

  it('in the connection_init message closes the socket with 4401', async () => {
    const shown = tokens.map(([name, token]) => [name, { greeting: `Bearer ${token}` }] as const);
    const headers = badHeaders(good).map(([name, greeting]) => [name, { greeting }] as const);
    expect(await acceptedOf([...shown, ...headers])).toEqual([]);
  });

  it('in the request closes the socket with 4401', async () => {
    const shown = tokens.map(([name, token]) => [name, { header: `Bearer ${token}` }] as const);
    expect(await acceptedOf(shown)).toEqual([]);
  });

  it('in the connection_init message is rejected even with a good one in the request', async () => {
    const header = `Bearer ${good}`;
    const greetings = [`Bearer ${good}x`, 12, true, {}, [header]];
    expect(await acceptedOf(greetings.map((greeting) => [String(greeting), { greeting, header }] as const))).toEqual(
      [],
    );
  });
});
