import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { STANDING_MS } from '../../../../src/domain/access/authentication.ts';
import { aUser } from '../../../support/access-stores.ts';
import { API_TOKEN } from '../../../support/credentials.ts';
import { aSocket, type Sent, type Taken, takenOverHttp, takenOverSocket } from '../support/callers.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';

const TOKEN = 'a-service-token-of-32-characters';
const OLD = 'the-service-token-that-was-before';
/** Services call from 127.0.0.1, and a proxy from 127.0.0.3. The address of the proxy is also one of the services. */
const STRANGER = '127.0.0.2';
const PROXY = '127.0.0.3';

let server: FakeServer;
let ann: string;
let bearer: string;

beforeAll(async () => {
  server = await fakeServer({
    ARAGORA_SERVICE_TOKEN: `${TOKEN},${OLD}`,
    ARAGORA_TRUSTED_SERVICES: `127.0.0.1,${PROXY}`,
    ARAGORA_TRUSTED_PROXIES: PROXY,
  });
  ann = await aMember('ann', ['member', 'viewer']);
  const bob = await aMember('bob', ['viewer']);
  const wish = { email: `${bob.slice(4)}@example.com`, password: 'pass', workspaceId: null, address: null };
  bearer = `Bearer ${(await server.accounts.access.sessions.signIn(wish)).accessToken}`;
});
afterAll(() => server.stop());

async function aMember(name: string, roles: readonly string[]): Promise<string> {
  const user = aUser(name, { passwordHash: 'plain pass' });
  await server.accounts.users.add(user);
  await server.accounts.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: user.id, roles });
  return user.id;
}

const IDENTITY = { 'X-User-ID': 'usr_ann', 'X-Org-ID': LOCAL_ORGANISATION, 'X-User-Roles': 'owner,member' };
const SERVICE = { 'X-Service-Token': TOKEN, ...IDENTITY };
const ANN = (roles: readonly string[]) => ({ user: ann, roles, credential: 'SERVICE' });

const inLowerCase = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const withUnderscores = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replaceAll('-', '_'), value]));
const twice = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value, value]]));

/** How often headers were ignored, by reason. */
async function ignored(): Promise<Record<string, number>> {
  const { text } = await send(`${server.url}/metrics`);
  const lines = text.matchAll(/^aragora_service_headers_ignored_total\{reason="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, reason, count]) => [reason, Number(count)]));
}

/** The identity that the server accepted, and the reasons that were counted during the request. */
async function countedWhile(ask: () => Promise<Taken>): Promise<[Taken, Record<string, number>]> {
  const before = await ignored();
  const taken = await ask();
  const more = Object.entries(await ignored()).map(([reason, count]) => [reason, count - (before[reason] ?? 0)]);
  return [taken, Object.fromEntries(more.filter(([, count]) => count !== 0))];
}

type Way = (sent: Sent) => Promise<Taken>;
const WAYS: [string, Way][] = [
  ['HTTP', (sent) => takenOverHttp(server.url, sent)],
  ['the socket of the API', (sent) => takenOverSocket(`${server.url.replace(/^http/, 'ws')}/graphql`, sent)],
  ['the socket on a port of its own', (sent) => takenOverSocket(server.wsUrl, sent)],
];

describe.each(WAYS)('over %s, the headers of a service', (_, taken) => {
  it.each<[string, Sent['headers']]>([
    ['as they are', IDENTITY],
    ['with the right token', SERVICE],
    ['with a wrong token', { ...IDENTITY, 'X-Service-Token': `${TOKEN}x` }],
    ['with a forged X-Forwarded-For', { ...IDENTITY, 'X-Forwarded-For': '127.0.0.1' }],
    ['with a forged X-Forwarded-For and the right token', { ...SERVICE, 'X-Forwarded-For': '127.0.0.1' }],
    ['with a forged chain of proxies', { ...SERVICE, 'X-Forwarded-For': `127.0.0.1, ${PROXY}` }],
    ['with a forged Forwarded and X-Real-IP', { ...SERVICE, Forwarded: 'for=127.0.0.1', 'X-Real-IP': '127.0.0.1' }],
    ['twice', twice(SERVICE)],
    ['in lower case', inLowerCase(SERVICE)],
    ['with underscores', withUnderscores(SERVICE)],
    ['partly with underscores', { ...SERVICE, X_User_Roles: 'owner' }],
    ['one alone', { 'X-User-Roles': 'owner' }],
  ])('from an untrusted address are ignored and counted %s', async (_, headers) => {
    const sent = { headers, from: STRANGER };
    expect(await countedWhile(() => taken(sent))).toEqual(['ANONYMOUS', { untrusted_peer: 1 }]);
  });

  it('from a trusted service with the token name the user it acts for', async () => {
    for (const headers of [SERVICE, inLowerCase(SERVICE), { ...SERVICE, 'X-Service-Token': OLD }])
      expect(await countedWhile(() => taken({ headers }))).toEqual([ANN(['member']), {}]);
  });

  it('are accepted from the service also with a forged X-Forwarded-For', async () => {
    const headers = { ...SERVICE, 'X-Forwarded-For': '203.0.113.9' };
    expect(await countedWhile(() => taken({ headers }))).toEqual([ANN(['member']), {}]);
  });

  it('that a proxy forwards are ignored, although its address is one of the services', async () => {
    for (const forwarded of ['203.0.113.9', '127.0.0.1', PROXY, `203.0.113.9, ${PROXY}`, '']) {
      const through = { headers: { ...SERVICE, 'X-Forwarded-For': forwarded }, from: PROXY };
      expect(await countedWhile(() => taken(through))).toEqual(['ANONYMOUS', { untrusted_peer: 1 }]);
    }
    expect(await taken({ headers: SERVICE, from: PROXY })).toEqual(ANN(['member']));
  });

  it.each<[string, Sent['headers'], Taken, string]>([
    ['without the token', IDENTITY, 'ANONYMOUS', 'no_token'],
    ['with all names misspelt', withUnderscores(SERVICE), 'ANONYMOUS', 'no_token'],
    ['with a wrong token', { ...SERVICE, 'X-Service-Token': `${TOKEN}x` }, 'REFUSED', 'wrong_token'],
    ['with an empty token', { ...SERVICE, 'X-Service-Token': '' }, 'REFUSED', 'wrong_token'],
    ['with both tokens as one', { ...SERVICE, 'X-Service-Token': `${TOKEN},${OLD}` }, 'REFUSED', 'wrong_token'],
    ['with the token twice', { ...SERVICE, 'X-Service-Token': [TOKEN, TOKEN] }, 'REFUSED', 'wrong_token'],
    ['with the user twice', { ...SERVICE, 'X-User-ID': ['usr_ann', 'usr_bob'] }, 'REFUSED', 'malformed'],
    ['with the roles twice', { ...SERVICE, 'X-User-Roles': ['viewer', 'member'] }, 'REFUSED', 'malformed'],
    ['with misspelt roles', { 'X-Service-Token': TOKEN, ...IDENTITY, X_User_Roles: 'viewer' }, 'REFUSED', 'malformed'],
    ['with empty roles', { ...SERVICE, 'X-User-Roles': '' }, 'REFUSED', 'malformed'],
    ['without a user', { 'X-Service-Token': TOKEN, 'X-Org-ID': LOCAL_ORGANISATION }, 'REFUSED', 'malformed'],
    ['without an organisation', { 'X-Service-Token': TOKEN, 'X-User-ID': 'usr_ann' }, 'REFUSED', 'malformed'],
    ['with two users in one', { ...SERVICE, 'X-User-ID': 'usr_ann, usr_bob' }, 'REFUSED', 'malformed'],
  ])('from a trusted service are not accepted %s', async (_, headers, whom, reason) => {
    expect(await countedWhile(() => taken({ headers }))).toEqual([whom, { [reason]: 1 }]);
  });

  it.each<[string, Sent['headers']]>([
    ['that does not exist', { ...SERVICE, 'X-User-ID': 'usr_nobody' }],
    ['in an organisation that is not its own', { ...SERVICE, 'X-Org-ID': 'org_other' }],
    ['in a workspace of which it is not a member', { ...SERVICE, 'X-Org-ID': 'wsp_other' }],
    ['that holds none of the roles', { ...SERVICE, 'X-User-Roles': 'owner,admin' }],
  ])('are rejected for a user %s', async (_, headers) => {
    expect(await countedWhile(() => taken({ headers }))).toEqual(['REFUSED', {}]);
  });

  it('can only narrow the roles', async () => {
    const withRoles = (roles: string) => taken({ headers: { ...SERVICE, 'X-User-Roles': roles } });
    expect(await withRoles('viewer')).toEqual(ANN(['viewer']));
    expect(await withRoles('owner, viewer,admin')).toEqual(ANN(['viewer']));
    const { 'X-User-Roles': _, ...all } = SERVICE;
    expect(await taken({ headers: all })).toEqual(ANN(['member', 'viewer']));
  });

  it('are never merged into another identity', async () => {
    const bob = { user: 'usr_bob', roles: ['viewer'], credential: 'SESSION' };
    const every: Sent['headers'][] = [SERVICE, IDENTITY, { 'X-User-Roles': 'owner' }, { X_User_Roles: 'owner' }];
    for (const headers of every) {
      const both = { headers: { ...headers, authorization: bearer } };
      expect(await countedWhile(() => taken(both))).toEqual([bob, { authorization: 1 }]);
    }
    const headers = { ...SERVICE, authorization: 'Bearer bad' };
    expect(await countedWhile(() => taken({ headers }))).toEqual(['REFUSED', { authorization: 1 }]);
    const stranger = { headers: { ...SERVICE, authorization: bearer }, from: STRANGER };
    expect(await countedWhile(() => taken(stranger))).toEqual([bob, { untrusted_peer: 1 }]);
  });

  it("do not accept a service token as a bearer token, nor the owner's token as a service token", async () => {
    expect(await taken({ headers: { authorization: `Bearer ${TOKEN}` } })).toBe('REFUSED');
    expect(await taken({ headers: { ...SERVICE, 'X-Service-Token': API_TOKEN } })).toBe('REFUSED');
  });
});

describe('the error for a rejected service', () => {
  it('has the message of every bad credential, and counts as a failed authentication', async () => {
    const url = `${server.url}/api/auth/me`;
    const bad = await send(url, { headers: { authorization: 'Bearer bad' } });
    for (const change of [{ 'X-Service-Token': 'bad' }, { 'X-User-ID': '' }, { 'X-User-ID': 'usr_nobody' }]) {
      const before = server.accounts.signals.length;
      const answer = await send(url, { headers: { authorization: undefined, ...SERVICE, ...change } });
      expect([answer.status, answer.text, answer.headers['www-authenticate']]).toEqual([
        401,
        bad.text,
        'Bearer error="invalid_token"',
      ]);
      expect(server.accounts.signals.slice(before)).toEqual([['authenticationFailed', { address: '127.0.0.1' }]]);
    }
  });
});

describe('the connection_init message of a socket', () => {
  it('takes precedence over the headers of a service, and cannot contain such headers', async () => {
    const url = `${server.url.replace(/^http/, 'ws')}/graphql`;
    const greeted = () => takenOverSocket(url, { headers: SERVICE }, { authorization: bearer });
    const bob = { user: 'usr_bob', roles: ['viewer'], credential: 'SESSION' };
    expect(await countedWhile(greeted)).toEqual([bob, { authorization: 1 }]);
    expect(await takenOverSocket(url, { headers: {} }, SERVICE)).toBe('ANONYMOUS');
    expect(await takenOverSocket(url, { headers: {} }, inLowerCase(SERVICE))).toBe('ANONYMOUS');
  });
});

describe('an open socket of a service', () => {
  let count = 0;

  it.each<[string, number, (id: string) => Promise<unknown>]>([
    ['its user is deactivated', 4401, (id) => server.accounts.users.change(id, { isActive: false })],
    ['its user is removed from the workspace', 4401, (id) => giveRoles(id, [])],
    ['its user loses a role that the service uses', 4403, (id) => giveRoles(id, ['viewer'])],
  ])('is closed within 5 s when %s, with %i', async (_, code, change) => {
    const id = await aMember(`served${++count}`, ['member', 'viewer']);
    const headers = { ...SERVICE, 'X-User-ID': id, 'X-User-Roles': 'member,viewer' };
    const socket = await aSocket(server.wsUrl, { headers });
    await change(id);
    await server.world.clock.advance(STANDING_MS);
    expect((await socket?.closed)?.code).toBe(code);
  });

  it('counts its ignored headers once, and not at every re-check', async () => {
    const id = await aMember('looked-at', ['member']);
    const served = await aSocket(server.wsUrl, { headers: { ...SERVICE, 'X-User-ID': id } });
    const counted = await countedWhile(async () => {
      const socket = await aSocket(server.wsUrl, { headers: IDENTITY });
      await giveRoles(id, []);
      await server.world.clock.advance(STANDING_MS);
      // All sockets are re-checked together, so this one has been re-checked when the other is closed.
      await served?.closed;
      await socket?.close();
      return 'ANONYMOUS';
    });
    expect(counted).toEqual(['ANONYMOUS', { no_token: 1 }]);
  });

  function giveRoles(userId: string, roles: readonly string[]) {
    return server.accounts.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId, roles });
  }
});

describe('a server without services', () => {
  it.each([{}, { ARAGORA_TRUSTED_PROXIES: '127.0.0.1' }])(
    'ignores such headers from every address: %o',
    async (settings) => {
      const other = await fakeServer(settings);
      for (const headers of [SERVICE, IDENTITY, { ...IDENTITY, 'X-Service-Token': '' }]) {
        expect(await takenOverHttp(other.url, { headers })).toBe('ANONYMOUS');
        expect(await takenOverSocket(other.wsUrl, { headers })).toBe('ANONYMOUS');
      }
      await other.stop();
    },
  );
});

describe('the audit log', () => {
  it('says that a service acted for the user, and from which address', async () => {
    const { auditLog } = server.world;
    const id = await aMember('audited', ['owner']);
    const debate = await server.world.debate();
    const headers = { authorization: undefined, ...SERVICE, 'X-User-ID': id, 'X-User-Roles': 'owner' };
    const type = { 'content-type': 'application/json' };
    const query = `mutation { deleteDebate(input: { id: "${debate.id}" }) { userErrors { code } } }`;
    const made = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, ...type },
      body: JSON.stringify({ query }),
    });
    expect(made.text).toContain('"userErrors":[]');
    const { items } = await auditLog.list({ workspaceId: 'wsp_local' }, { first: 1 });
    const actor = { userId: id, credential: 'SERVICE', address: '127.0.0.1' };
    expect(items).toMatchObject([{ action: 'debate.deleted', actor }]);
  });
});
