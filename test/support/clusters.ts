import type { DebateLease } from '../../src/domain/debates/run/lease.ts';
import type { Clock, SharedState } from '../../src/domain/shared/ports.ts';
import { Cluster } from '../../src/domain/system/cluster.ts';
import type { NodeIdentity, NodeLoad } from '../../src/domain/system/cluster-node.ts';
import { MemorySharedState } from '../../src/infra/shared-state/memory.ts';
import { FakeClock } from './fake-clock.ts';

export const IDLE: NodeLoad = {
  runningDebates: 0,
  maxDebates: 10,
  openSockets: 0,
  eventLoopDelayMs: 0.5,
  memoryBytes: 3_000_000_000,
};

/** One process of a cluster, over the shared state. */
export function aNode(
  { clock, shared, leases }: ClusterWorld,
  identity: Partial<NodeIdentity> = {},
  state: { isDraining?: boolean; load?: NodeLoad } = {},
): Cluster {
  const id = identity.id ?? 'one';
  return new Cluster({
    shared,
    clock,
    self: { id, host: 'host-1', pid: 41, version: '1.2.3', startedAt: clock.now(), ...identity },
    load: () => state.load ?? IDLE,
    leases,
    isDraining: () => state.isDraining ?? false,
  });
}

export interface ClusterWorld {
  readonly clock: Clock;
  readonly shared: SharedState;
  readonly leases: () => Promise<readonly DebateLease[]>;
}

/** The shared state of a cluster, with the given leases. */
export function clusterWorld(leases: DebateLease[] = []): ClusterWorld & { readonly clock: FakeClock } {
  const clock = new FakeClock();
  return { clock, shared: new MemorySharedState(clock), leases: async () => leases };
}
