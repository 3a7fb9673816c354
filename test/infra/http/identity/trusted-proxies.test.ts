import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { aUser } from '../../../support/access-stores.ts';
import { type Sent, takenOverHttp, takenOverSocket } from '../support/callers.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { post, send } from '../support/requests.ts';

const CLIENT = '203.0.113.7';
const PROXY = '127.0.0.3';
const STRANGER = '127.0.0.2';
const USER = 'usr_ann';

let server: FakeServer;
/** An API key that is valid only from the address of the client. */
let key: string;

beforeAll(async () => {
  server = await fakeServer({ ARAGORA_TRUSTED_PROXIES: `${PROXY},10.0.0.0/8,2001:db8::/32` });
  const { users, workspaces, access } = server.accounts;
  await users.add(aUser('ann', { passwordHash: 'plain pass' }));
  await workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: USER, roles: ['owner'] });
  const actor = { ...server.world.actor, userId: USER, organisationId: LOCAL_ORGANISATION };
  const wish = { name: 'bound', scopes: null, addresses: [CLIENT], expiresAt: null };
  key = (await access.apiKeys.create(actor, wish)).secret;
});
afterAll(() => server.stop());

const by = (forwarded: string | readonly string[] | undefined, from: string): Sent => ({
  headers: { authorization: `Bearer ${key}`, ...(forwarded !== undefined && { 'X-Forwarded-For': forwarded }) },
  from,
});

const WAYS: [string, (sent: Sent) => ReturnType<typeof takenOverHttp>][] = [
  ['HTTP', (sent) => takenOverHttp(server.url, sent)],
  ['the socket', (sent) => takenOverSocket(server.wsUrl, sent)],
];

describe.each(WAYS)('over %s, a key that is bound to an address', (_, taken) => {
  it.each<[string, string | readonly string[]]>([
    ['alone', CLIENT],
    ['after an address that the client wrote itself', `198.51.100.1, ${CLIENT}`],
    ['after a text that is not an address', `unknown, ${CLIENT}`],
    ['before further trusted proxies', `${CLIENT}, 10.1.2.3, 2001:db8::1`],
    ['as IPv6', `::ffff:${CLIENT}`],
    ['in the last of two headers', ['198.51.100.1', CLIENT]],
  ])('is accepted when a trusted proxy reports that address %s', async (_, forwarded) => {
    expect(await taken(by(forwarded, PROXY))).toMatchObject({ user: USER, credential: 'API_KEY' });
  });

  it.each<[string, string | readonly string[] | undefined, string]>([
    ['a stranger forges X-Forwarded-For', CLIENT, STRANGER],
    ['a stranger forges a chain of proxies', `${CLIENT}, ${PROXY}`, STRANGER],
    ['a stranger forges it twice', [CLIENT, CLIENT], STRANGER],
    ['the client forges it to a proxy that reports another address', `${CLIENT}, 198.51.100.1`, PROXY],
    ['the client forges it in a header before that of the proxy', [CLIENT, '198.51.100.1'], PROXY],
    ['the proxy reports no address', undefined, PROXY],
    ['the proxy reports a text that is not an address', `${CLIENT}, unknown`, PROXY],
    ['the proxy reports a text that only looks like the address', `${CLIENT}:1`, PROXY],
  ])('is rejected when %s', async (_, forwarded, from) => {
    expect(await taken(by(forwarded, from))).toBe('REFUSED');
  });
});

describe('the lock-out by address', () => {
  const tryFrom = async (from: string, client: string) => {
    const headers = { authorization: undefined, 'content-type': 'application/json', 'X-Forwarded-For': client };
    const body = JSON.stringify({
      query: String(SignInDocument),
      variables: { input: { email: `guess${++tries}@example.com`, password: 'wrong' } },
    });
    const { text } = await send(`${server.url}/graphql`, { method: 'POST', headers, body, from });
    return JSON.parse(text).data.signIn.userErrors[0].code;
  };
  let tries = 0;

  it('counts the client behind a trusted proxy, and not the proxy', async () => {
    for (let failed = 0; failed < 5; failed++) expect(await tryFrom(PROXY, '198.51.100.5')).toBe('SIGN_IN_REFUSED');
    expect(await tryFrom(PROXY, '198.51.100.5')).toBe('TOO_MANY_ATTEMPTS');
    expect(await tryFrom(PROXY, '9.9.9.9, 198.51.100.5')).toBe('TOO_MANY_ATTEMPTS');
    expect(await tryFrom(PROXY, '198.51.100.6')).toBe('SIGN_IN_REFUSED');
  });

  it('cannot be avoided with forged addresses', async () => {
    for (let failed = 0; failed < 5; failed++) await tryFrom(STRANGER, `192.0.2.${failed}`);
    expect(await tryFrom(STRANGER, '192.0.2.99')).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('the address that a trusted proxy reports', () => {
  it('is in the audit log as the address of the actor', async () => {
    const user = await server.accounts.users.find(USER);
    if (!user) throw new Error('There is no user.');
    const { accessToken } = await server.accounts.access.sessions.open(user, null);
    const headers = { authorization: `Bearer ${accessToken}`, 'X-Forwarded-For': CLIENT };
    const make = 'mutation { createApiKey(input: {name: "n"}) { userErrors { code } } }';
    const { text } = await send(`${server.url}/graphql`, {
      ...{ method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, from: PROXY },
      body: JSON.stringify({ query: make }),
    });
    expect(JSON.parse(text)).toMatchObject({ data: { createApiKey: { userErrors: [] } } });
    expect(server.accounts.recorded.at(-1)).toMatchObject({ by: { userId: USER, address: CLIENT } });
  });

  it('does not change the host name that the request was sent to', async () => {
    const forwarded = { 'X-Forwarded-Host': 'localhost', 'X-Forwarded-Proto': 'https' };
    const headers = { ...forwarded, host: 'evil.example', 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ __typename }' });
    const answer = await send(`${server.url}/graphql`, { method: 'POST', headers, body, from: PROXY });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('ARAGORA_ALLOWED_HOSTS')]);
    expect(
      (await post(server.url, '{ __typename }', { ...forwarded, 'X-Forwarded-Host': 'evil.example' })).status,
    ).toBe(200);
  });
});
