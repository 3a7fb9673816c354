import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../../src/app/config.ts';
import { localToken } from '../../../../src/app/features/access/own-token.ts';
import type { RunningServer } from '../../../../src/app/start.ts';
import type { Role } from '../../../../src/domain/access/permissions.ts';
import { aServer } from '../support/a-server.ts';
import { send } from '../support/requests.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.stop());

async function askedBy(role: Role) {
  const token = await localToken(readConfig({ ARAGORA_DATA_DIR: server.dataDir }), role, 60_000);
  const headers = { authorization: `Bearer ${token}` };
  return send(`${server.url}/api/auth/sign-in-link`, { method: 'POST', headers });
}

function redeem(code: string) {
  const headers = { 'content-type': 'application/json', authorization: undefined };
  return send(`${server.url}/api/auth/link`, { method: 'POST', headers, body: JSON.stringify({ code }) });
}

it('a link signs in once, as the owner of the machine, and is not cached', async () => {
  const asked = await askedBy('owner');
  const { code } = JSON.parse(asked.text) as { code: string };
  const first = await redeem(code);
  expect([first.status, first.headers['cache-control'], asked.headers['cache-control']]).toEqual([
    ...[200, 'no-store', 'no-store'],
  ]);
  const { access_token: bearer } = JSON.parse(first.text) as { access_token: string };
  const me = await send(`${server.url}/api/auth/me`, { headers: { authorization: `Bearer ${bearer}` } });
  expect(JSON.parse(me.text)).toMatchObject({ user: { id: 'usr_local' }, roles: ['owner'] });
  expect((await redeem(code)).status).toBe(401);
});

it.each(['viewer', 'member', 'admin'] as const)(
  'a local token of %s, which would become an owner, gets no link',
  async (role) => {
    const { status, text } = await askedBy(role);
    expect([status, text.includes('aol_')]).toEqual([403, false]);
  },
);
