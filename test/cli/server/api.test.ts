import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ClusterNodesDocument } from '../../../src/cli/generated/graphql.ts';
import { withheldLine } from '../../../src/cli/nodes/nodes.ts';
import { ApiFailure, request, requestPart } from '../../../src/cli/server/api.ts';
import { useToken } from '../../../src/cli/server/credential.ts';
import { LOCAL_WORKSPACE } from '../../../src/domain/access/actor.ts';
import { type FakeServer, fakeServer } from '../../infra/http/support/fake-server.ts';
import { aUser } from '../../support/access-stores.ts';
import { API_TOKEN } from '../../support/credentials.ts';

it('shows a reason once even if several fields were refused for it', () => {
  const errors = ['This needs a.', 'This needs b.', 'This needs a.'].map((message) => ({ message }));
  expect(new ApiFailure(errors).message).toBe('This needs a.\nThis needs b.');
});

describe('a caller that may see only a part of the requested fields', () => {
  let server: FakeServer;
  beforeAll(async () => {
    server = await fakeServer();
    await server.cluster.announce('http://127.0.0.1:1');
  });
  afterAll(() => server.stop());
  afterEach(() => useToken(undefined));

  async function signIn(name: string, roles: readonly string[]): Promise<void> {
    const { users, workspaces, access } = server.accounts;
    const user = aUser(name, { passwordHash: 'plain pass' });
    await users.add(user);
    await workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: user.id, roles });
    const shown = { email: user.email, password: 'pass', workspaceId: null, address: null };
    useToken((await access.sessions.signIn(shown)).accessToken);
  }

  it('gets that part and the names of the withheld fields', async () => {
    await signIn('viewer', ['viewer']);
    const { data, withheld } = await requestPart(server.url, ClusterNodesDocument, {});
    expect(data.clusterNodes).toMatchObject([{ status: 'RUNNING', version: '1.2.3', host: null, leases: [] }]);
    expect(withheldLine(withheld)).toMatch(/^Not shown: host, leaseCount, load, pid, url\. .*nodes\.inspect/);
    await expect(request(server.url, ClusterNodesDocument, {})).rejects.toThrow('nodes.inspect');
  });

  it('is refused if no field is left', async () => {
    await server.accounts.workspaces.saveRole({
      ...{ organisationId: 'org_local', name: 'writer', includes: [], permissions: ['debates.read'] },
    });
    await signIn('writer', ['writer']);
    await expect(requestPart(server.url, ClusterNodesDocument, {})).rejects.toThrow('system.read');
  });

  it('gets everything with all permissions', async () => {
    useToken(API_TOKEN);
    expect((await requestPart(server.url, ClusterNodesDocument, {})).withheld).toEqual([]);
  });
});
