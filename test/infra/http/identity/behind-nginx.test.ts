import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { isNginxInstalled, Nginx } from '../../../drills/support/nginx.ts';
import { aUser } from '../../../support/access-stores.ts';
import { takenOverHttp, takenOverSocket } from '../support/callers.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';

const TOKEN = 'a-service-token-of-32-characters';
const SERVICE = { 'X-Service-Token': TOKEN, 'X-User-ID': 'usr_ann', 'X-Org-ID': LOCAL_ORGANISATION };
/** Addresses of this machine. nginx calls the server from 127.0.0.1. */
const [CLIENT, OTHER] = ['127.0.0.7', '127.0.0.8'];

describe.skipIf(!isNginxInstalled)('behind nginx', () => {
  let server: FakeServer;
  let nginx: Nginx;
  let authorization: string;

  beforeAll(async () => {
    server = await fakeServer({
      ARAGORA_TRUSTED_PROXIES: '127.0.0.1',
      ARAGORA_TRUSTED_SERVICES: '127.0.0.1',
      ARAGORA_SERVICE_TOKEN: TOKEN,
    });
    nginx = await Nginx.before([server]);
    const { users, workspaces, access } = server.accounts;
    await users.add(aUser('ann'));
    await workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: 'usr_ann', roles: ['member'] });
    const wish = { name: 'bound', scopes: null, addresses: [CLIENT], expiresAt: null };
    const actor = { ...server.world.actor, userId: 'usr_ann', organisationId: LOCAL_ORGANISATION };
    authorization = `Bearer ${(await access.apiKeys.create(actor, wish)).secret}`;
  });
  afterAll(async () => {
    await nginx.remove();
    await server.stop();
  });

  const ways = {
    HTTP: (headers: Record<string, string>, from: string) => takenOverHttp(nginx.url, { headers, from }),
    'the socket': (headers: Record<string, string>, from: string) =>
      takenOverSocket(`${nginx.url.replace(/^http/, 'ws')}/graphql`, { headers, from }),
  };

  describe.each(Object.entries(ways))('over %s', (_, taken) => {
    it('the headers of a caller do not change its address', async () => {
      const forgeries: Record<string, string>[] = [{}, { 'X-Forwarded-For': CLIENT }, { 'X-Forwarded-For': OTHER }];
      for (const forged of forgeries) {
        expect(await taken({ authorization, ...forged }, CLIENT)).toMatchObject({ credential: 'API_KEY' });
        expect(await taken({ authorization, ...forged }, OTHER)).toBe('REFUSED');
      }
    });

    it('no caller is accepted as a service, even with the right token or from the address of the services', async () => {
      for (const from of [CLIENT, '127.0.0.1']) {
        expect(await taken(SERVICE, from)).toBe('ANONYMOUS');
        expect(await taken({ ...SERVICE, 'X-Forwarded-For': '127.0.0.1' }, from)).toBe('ANONYMOUS');
      }
    });
  });
});
