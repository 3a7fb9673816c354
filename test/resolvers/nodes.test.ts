import { describe, expect, it } from 'vitest';
import { ClusterNodesDocument } from '../../src/cli/generated/graphql.ts';
import { nodeIdOf } from '../../src/domain/system/cluster-node.ts';
import { aNode } from '../support/clusters.ts';
import { codesOf, testApi } from './support/test-api.ts';

const LEASE_MS = 15_000;

describe('nodes', () => {
  it('lists the processes with load and leases', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    await api.features.cluster.announce('http://127.0.0.1:8080');
    await api.world.clock.advance(1_000);
    await aNode(api.cluster, { id: 'other', host: 'beta' }, { isDraining: true }).announce('http://127.0.0.1:9090');
    await api.world.store.claim(id, 'other', LEASE_MS);
    const { data } = await api.execute(ClusterNodesDocument);
    expect(data?.clusterNodes).toEqual([
      {
        id: nodeIdOf('self'),
        status: 'RUNNING',
        isSelf: true,
        host: 'host-1',
        pid: 41,
        version: '1.2.3',
        startedAt: expect.stringMatching(/^2026-01-01T/),
        url: 'http://127.0.0.1:8080',
        seenAt: expect.stringMatching(/^2026-01-01T/),
        // Larger than an Int.
        load: { runningDebates: 0, maxDebates: 10, openSockets: 0, eventLoopDelayMs: 0.5, memoryBytes: 3_000_000_000 },
        leaseCount: 0,
        leases: [],
      },
      expect.objectContaining({
        id: nodeIdOf('other'),
        status: 'DRAINING',
        isSelf: false,
        leaseCount: 1,
        leases: [{ debateId: id, expiresAt: expect.stringMatching(/^2026-01-01T/) }],
      }),
    ]);
  });

  it('lists a process that is GONE until its leases end', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    await api.world.store.claim(id, 'lost', LEASE_MS);
    const gone = { status: 'GONE', host: null, pid: null, load: null, seenAt: null, leaseCount: 1 };
    expect((await api.execute(ClusterNodesDocument)).data?.clusterNodes).toMatchObject([
      { id: nodeIdOf('lost'), ...gone },
    ]);
    await api.world.clock.advance(LEASE_MS + 1);
    expect((await api.execute(ClusterNodesDocument)).data?.clusterNodes).toEqual([]);
  });

  it('counts debates of another workspace without their ids', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    await api.world.store.claim(id, 'self', LEASE_MS);
    await api.features.cluster.announce('');
    const { data } = await api.execute(ClusterNodesDocument, {}, { workspaceId: 'wsp_other' });
    expect(data?.clusterNodes).toMatchObject([{ leases: [], leaseCount: 1 }]);
  });

  it('shows load and address of the processes only to operators of the server', async () => {
    const api = await testApi();
    await api.features.cluster.announce('http://127.0.0.1:8080');
    const { data, errors } = await api.execute(ClusterNodesDocument, {}, { roles: ['owner'] });
    const hidden = { host: null, leaseCount: null, load: null, pid: null, url: null };
    expect(data?.clusterNodes).toMatchObject([
      { id: nodeIdOf('self'), status: 'RUNNING', version: '1.2.3', ...hidden },
    ]);
    const denied = errors?.map(
      ({ path, extensions }) => `${path?.at(-1)} ${extensions?.code} ${extensions?.permission}`,
    );
    expect(denied?.sort()).toEqual(Object.keys(hidden).map((field) => `${field} FORBIDDEN nodes.inspect`));
    expect((await api.execute(ClusterNodesDocument, {})).errors).toBeUndefined();
  });

  it('can be read by a viewer, but not without a role', async () => {
    const api = await testApi();
    expect((await api.execute('{ clusterNodes { id } }', {}, { roles: ['viewer'] })).errors).toBeUndefined();
    expect(codesOf(await api.execute(ClusterNodesDocument, {}, { roles: [] }))).toEqual(['FORBIDDEN']);
  });
});
