import { hostname } from 'node:os';
import { Cluster } from '../../../domain/system/cluster.ts';
import type { Probes } from '../../../domain/system/ports.ts';
import { System } from '../../../domain/system/system.ts';
import { SYSTEM_SIGNALS } from '../../../infra/system/signals.ts';
import { ClusterNodeResolver } from '../../../resolvers/system/cluster-nodes.ts';
import { RateLimitResolver } from '../../../resolvers/system/rate-limit.ts';
import { SystemResolver } from '../../../resolvers/system/system.ts';
import type { Deps, Doors, FeatureModule } from '../../feature.ts';
import type { Sweep } from '../../feature-parts.ts';
import { Heartbeat } from './heartbeat.ts';
import { systemRoutes } from './routes.ts';

/** How often values and keys that have expired are deleted. */
const FORGET_MS = 60_000;

/** The server itself: its health, the processes of the cluster, and what is kept for all features. */
export const feature: FeatureModule = {
  resolvers: [ClusterNodeResolver, RateLimitResolver, SystemResolver],
  routes: ({ system }, { metrics }) => systemRoutes(system, metrics),
  signals: SYSTEM_SIGNALS,
  compose: (deps, doors) => {
    const system = new System({ version: deps.version, clock: deps.clock, emit: deps.emit, probes: deps.probes });
    const cluster = composeCluster(deps, doors, system);
    const heartbeat = new Heartbeat(cluster, deps.clock, deps.onHeartbeatFailure);
    return {
      doors: { system, cluster, idempotency: deps.idempotency },
      housekeeping: [forgetSweep(deps)],
      probes: probesOf(deps),
      start: (url) => heartbeat.start(url),
      drain: async () => {
        system.drain();
        heartbeat.hurry();
      },
      close: () => heartbeat.stop(),
    };
  },
};

function composeCluster({ config, version, clock, shared, ...process_ }: Deps, doors: Doors, system: System): Cluster {
  const { processName, processLoad } = process_;
  const { maxConcurrentDebates: maxDebates } = config;
  return new Cluster({
    shared,
    clock,
    self: { id: processName, host: hostname(), pid: process.pid, version, startedAt: clock.now() },
    load: () => ({ runningDebates: doors.debateRunner.running, maxDebates, ...processLoad() }),
    leases: () => doors.debateRunner.leases(),
    isDraining: () => system.isDraining,
  });
}

function forgetSweep({ idempotencyKeys, shared }: Deps): Sweep {
  return {
    name: 'forget-expired',
    intervalMs: FORGET_MS,
    sweep: async () => {
      await idempotencyKeys.forgetOld();
      await shared.forgetExpired();
    },
  };
}

function probesOf({ database, open, redis }: Deps): Probes {
  const probeDatabase = async () => {
    open.checkRoom();
    await database.use((em) => em.execute('select 1 from debates limit 1'));
  };
  return { needed: { database: probeDatabase }, optional: redis ? { redis: () => redis.probe() } : {} };
}
