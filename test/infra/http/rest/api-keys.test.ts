import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { post } from '../support/requests.ts';
import { aMember, askAt, errorsIn } from './support/callers.ts';

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe('the API keys of a caller', () => {
  const path = '/api/auth/api-key';
  const make = (body: unknown, authorization: string) =>
    askAt(server, { method: 'POST', path }, { body, headers: { authorization } });
  const revoke = (body: unknown, authorization: string) =>
    askAt(server, { method: 'DELETE', path }, { body, headers: { authorization } });
  async function keysOf(authorization: string) {
    const { text } = await post(server.url, '{ apiKeys { id scopes addresses expiresAt revokedAt } }', {
      authorization,
    });
    return (JSON.parse(text) as { data: { apiKeys: Record<string, unknown>[] } }).data.apiKeys;
  }

  it('get the scopes, the addresses and the expiry of the request', async () => {
    const { member: authorization } = await aMember(server);
    const limits = { scopes: ['debates.read'], addresses: ['10.0.0.0/8'] };
    const response = await make({ name: 'n', ...limits, expires_at: '2030-01-01T00:00:00Z' }, authorization);
    expect(response.status).toBe(201);
    expect((await keysOf(authorization))[0]).toMatchObject({
      ...{ scopes: ['DEBATES_READ'], addresses: ['10.0.0.0/8'], expiresAt: '2030-01-01T00:00:00.000Z' },
    });
  });

  it.each([
    { expiresAt: '2030-01-01T00:00:00Z' },
    { scope: ['debates.read'] },
    { scopes: 'debates.read' },
    { scopes: ['no.such'] },
    { scopes: null },
    { addresses: '10.0.0.0/8' },
    { addresses: { 0: '10.0.0.0/8' } },
    { expires_at: 'tomorrow' },
    { expires_at: 1 },
    { name: ['n'] },
  ])('are not made with %j', async (wrong) => {
    const { member: authorization } = await aMember(server);
    const before = await keysOf(authorization);
    expect((await make({ name: 'n', ...wrong }, authorization)).status).toBe(400);
    expect(await keysOf(authorization)).toEqual(before);
  });

  it('are revoked by no request that is not clear', async () => {
    const { member: authorization } = await aMember(server);
    const before = await keysOf(authorization);
    const { id } = before[0] as { id: string };
    for (const body of [
      {},
      null,
      [],
      [id],
      id,
      { id: null },
      { id: [id] },
      { id: 7 },
      { ids: [id] },
      { id, all: true },
    ])
      expect((await revoke(body, authorization)).status).toBe(400);
    const elsewhere = await askAt(
      server,
      { method: 'DELETE', path },
      { query: `?id=${id}`, headers: { authorization } },
    );
    expect([elsewhere.status, await keysOf(authorization)]).toEqual([400, before]);
  });

  it('are revoked one by one, and all of them without a body', async () => {
    const { member: authorization } = await aMember(server);
    for (const name of ['a', 'b']) await make({ name }, authorization);
    const ids = (await keysOf(authorization)).map(({ id }) => id);
    const one = await revoke({ id: ids[0] }, authorization);
    expect([one.status, JSON.parse(one.text)]).toEqual([200, { revoked: [ids[0]] }]);
    const all = await revoke(undefined, authorization);
    expect(new Set((JSON.parse(all.text) as { revoked: string[] }).revoked)).toEqual(new Set(ids.slice(1)));
  });

  it('are not revoked by a key', async () => {
    const { narrow: authorization, member: owner } = await aMember(server, ['schema.read', 'api-keys.manage']);
    const response = await revoke(undefined, authorization);
    expect([response.status, errorsIn(response)[0]?.extensions.code]).toEqual([403, 'STEP_UP_REQUIRED']);
    expect((await keysOf(owner)).every(({ revokedAt }) => revokedAt === null)).toBe(true);
  });
});
