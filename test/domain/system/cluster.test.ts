import { describe, expect, it } from 'vitest';
import { LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import type { DebateLease } from '../../../src/domain/debates/run/lease.ts';
import type { Cluster } from '../../../src/domain/system/cluster.ts';
import { nodeIdOf } from '../../../src/domain/system/cluster-node.ts';
import { aNode, clusterWorld, IDLE } from '../../support/clusters.ts';

const EXPIRES_AT = new Date('2026-01-01T00:00:15.000Z');

function aLease(debateId: string, holder: string, workspaceId = LOCAL_OWNER.workspaceId): DebateLease {
  return { debateId, workspaceId, holder, expiresAt: EXPIRES_AT };
}

async function seenBy(cluster: Cluster): Promise<readonly (readonly [string, string])[]> {
  return (await cluster.nodes(LOCAL_OWNER)).map(({ id, status }) => [id, status]);
}

describe('a process that announces itself', () => {
  it('is listed by the others with its description and load', async () => {
    const world = clusterWorld();
    const load = { ...IDLE, runningDebates: 3 };
    await aNode(world, { id: 'one', host: 'alpha', pid: 7 }, { load }).announce('http://127.0.0.1:8080');
    expect(await aNode(world, { id: 'two' }).nodes(LOCAL_OWNER)).toEqual([
      {
        id: nodeIdOf('one'),
        status: 'RUNNING',
        isSelf: false,
        process: {
          host: 'alpha',
          pid: 7,
          version: '1.2.3',
          startedAt: world.clock.now(),
          url: 'http://127.0.0.1:8080',
          load,
          seenAt: world.clock.now(),
        },
        leases: [],
        leaseCount: 0,
      },
    ]);
  });

  it('is found by its id, which does not tell its name, and by no other id', async () => {
    const world = clusterWorld();
    const one = aNode(world, { id: 'host-1:41:one' });
    await one.announce('');
    const [node] = await one.nodes(LOCAL_OWNER);
    expect(node?.id).toMatch(/^nod_[0-9a-f]{32}$/);
    expect(await one.find(LOCAL_OWNER, node?.id ?? '')).toEqual(node);
    expect(await one.find(LOCAL_OWNER, 'host-1:41:one')).toBeUndefined();
  });

  it('finds itself in the list', async () => {
    const world = clusterWorld();
    const [one, two] = [aNode(world, { id: 'one' }), aNode(world, { id: 'two' })];
    await one.announce('');
    await two.announce('');
    const own = (cluster: Cluster) => cluster.nodes(LOCAL_OWNER).then((nodes) => nodes.map(({ isSelf }) => isSelf));
    expect([await own(one), await own(two)]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('stays listed while it renews, and is removed 15 s after its last renewal', async () => {
    const world = clusterWorld();
    const one = aNode(world);
    await one.announce('');
    await world.clock.advance(14_000);
    await one.announce('');
    await world.clock.advance(14_000);
    expect(await seenBy(one)).toEqual([[nodeIdOf('one'), 'RUNNING']]);
    await world.clock.advance(1_000);
    expect(await seenBy(one)).toEqual([]);
    await one.announce('');
    expect(await seenBy(one)).toEqual([[nodeIdOf('one'), 'RUNNING']]);
  });

  it('announces itself in one write each time, also when its entry has expired', async () => {
    const world = clusterWorld();
    const asked: string[] = [];
    const shared = new Proxy(world.shared, {
      get: (state, name: keyof typeof world.shared) => {
        asked.push(name);
        return state[name].bind(state);
      },
    });
    const one = aNode({ ...world, shared });
    for (const restMs of [5_000, 20_000, 0]) {
      await one.announce('');
      await world.clock.advance(restMs);
    }
    expect(asked).toEqual(['set', 'set', 'set']);
    expect(await seenBy(one)).toEqual([[nodeIdOf('one'), 'RUNNING']]);
  });

  it('is listed as draining, and leaves the list at once', async () => {
    const world = clusterWorld();
    const state = { isDraining: false };
    const one = aNode(world, {}, state);
    await one.announce('');
    state.isDraining = true;
    await one.announce('');
    expect(await seenBy(one)).toEqual([[nodeIdOf('one'), 'DRAINING']]);
    await one.leave();
    await world.clock.advance(1);
    expect(await seenBy(one)).toEqual([]);
  });
});

describe('the list', () => {
  it('has the oldest process first', async () => {
    const world = clusterWorld();
    for (const id of ['three', 'one', 'two']) {
      await aNode(world, { id }).announce('');
      await world.clock.advance(10);
    }
    expect((await seenBy(aNode(world))).map(([id]) => id)).toEqual(['three', 'one', 'two'].map(nodeIdOf));
  });

  it('omits entries in the form of another version', async () => {
    const world = clusterWorld();
    await world.shared.compareAndSet('nodes/odd', undefined, { id: 'odd' }, 60_000);
    await aNode(world).announce('');
    expect(await seenBy(aNode(world))).toEqual([[nodeIdOf('one'), 'RUNNING']]);
  });
});

describe('leases', () => {
  it('are listed with their holder: those of the workspace by id, the others by number', async () => {
    const world = clusterWorld([aLease('dbt_1', 'one'), aLease('dbt_2', 'one', 'wsp_other'), aLease('dbt_3', 'two')]);
    await aNode(world, { id: 'one' }).announce('');
    await aNode(world, { id: 'two' }).announce('');
    const nodes = await aNode(world).nodes(LOCAL_OWNER);
    expect(nodes.map(({ leases, leaseCount }) => ({ leases, leaseCount }))).toEqual([
      { leases: [{ debateId: 'dbt_1', expiresAt: EXPIRES_AT }], leaseCount: 2 },
      { leases: [{ debateId: 'dbt_3', expiresAt: EXPIRES_AT }], leaseCount: 1 },
    ]);
  });

  it('of a process that has disappeared are listed under GONE, after the running processes', async () => {
    const world = clusterWorld([aLease('dbt_1', 'lost')]);
    await aNode(world).announce('');
    const [, gone] = await aNode(world).nodes(LOCAL_OWNER);
    expect(gone).toEqual({
      id: nodeIdOf('lost'),
      status: 'GONE',
      isSelf: false,
      process: null,
      leases: [{ debateId: 'dbt_1', expiresAt: EXPIRES_AT }],
      leaseCount: 1,
    });
  });
});
