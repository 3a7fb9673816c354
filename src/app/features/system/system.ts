import { hostname } from 'node:os';
import type { Sweep } from '../../../domain/shared/background-work.ts';
import { Cluster } from '../../../domain/system/cluster.ts';
import { KnownProblem } from '../../../domain/system/known-problem.ts';
import type { Probes } from '../../../domain/system/ports.ts';
import { System } from '../../../domain/system/system.ts';
import { EVENT_ENTITIES } from '../../../infra/events/postgres/rows.ts';
import { checkSchema } from '../../../infra/postgres/migrate.ts';
import { isReadOnly } from '../../../infra/postgres/unavailable.ts';
import { SHARED_STATE_ENTITIES } from '../../../infra/shared-state/postgres.ts';
import { SYSTEM_ENTITIES } from '../../../infra/system/postgres.ts';
import { SYSTEM_SIGNALS } from '../../../infra/system/signals.ts';
import { ClusterNodeResolver, readClusterNode } from '../../../resolvers/system/cluster-nodes.ts';
import { RateLimitResolver } from '../../../resolvers/system/rate-limit.ts';
import { SystemResolver } from '../../../resolvers/system/system.ts';
import type { Deps, Doors, FeatureModule } from '../../feature.ts';
import { Heartbeat } from './heartbeat.ts';
import { systemRoutes } from './routes.ts';

/** An expired value is not returned any more; deleting it only frees its room. */
const FORGET_EXPIRED_MS = 60_000;
/** Idempotency keys are kept for a day. */
const FORGET_OLD_KEYS_MS = 600_000;

/** The server itself: its health, the cluster nodes, and the state that all features share. */
export const feature: FeatureModule = {
  entities: [...EVENT_ENTITIES, ...SHARED_STATE_ENTITIES, ...SYSTEM_ENTITIES],
  resolvers: [ClusterNodeResolver, RateLimitResolver, SystemResolver],
  nodes: { nod_: { permission: 'system.read', read: readClusterNode } },
  routes: ({ system }, { metrics }) => systemRoutes(system, metrics),
  signals: SYSTEM_SIGNALS,
  compose: (deps, doors) => {
    const system = new System({ version: deps.version, clock: deps.clock, emit: deps.emit, probes: deps.probes });
    const cluster = composeCluster(deps, doors, system);
    const heartbeat = new Heartbeat(cluster, deps.clock, deps.onHeartbeatFailure);
    return {
      doors: { system, cluster, idempotency: deps.idempotency },
      housekeeping: forgetSweeps(deps),
      probes: probesOf(deps),
      start: (url) => heartbeat.start(url),
      stopAccepting: () => {
        system.drain();
        heartbeat.announceNow();
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

function forgetSweeps({ idempotencyKeys, shared }: Deps): readonly Sweep[] {
  return [
    { name: 'shared-state.forget-expired', intervalMs: FORGET_EXPIRED_MS, sweep: () => shared.forgetExpired() },
    { name: 'idempotency.forget-old', intervalMs: FORGET_OLD_KEYS_MS, sweep: () => idempotencyKeys.forgetOld() },
  ];
}

function probesOf({ database, open, redis }: Deps): Probes {
  const probeDatabase = async () => {
    open.checkRoom();
    await database.ping().catch((error) => {
      throw isReadOnly(error) ? new KnownProblem('The database takes no writes.', { cause: error }) : error;
    });
    await checkSchema({ database, migrations: open.migrations });
  };
  return { needed: { database: probeDatabase }, optional: redis ? { redis: () => redis.probe() } : {} };
}
