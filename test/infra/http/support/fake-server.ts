import pino from 'pino';
import { contextsOver } from '../../../../src/app/compose.ts';
import { routesOf, sharedFieldsOf, signalRowsOf } from '../../../../src/app/compose-server.ts';
import { readConfig } from '../../../../src/app/config.ts';
import type { Doors } from '../../../../src/app/feature.ts';
import { loadFeatures } from '../../../../src/app/features/features.ts';
import { schemaOf } from '../../../../src/app/schema.ts';
import { type Served, serveTransports } from '../../../../src/app/transports.ts';
import { Agents } from '../../../../src/domain/agents/agents.ts';
import { System } from '../../../../src/domain/system/system.ts';
import { breakerGauge } from '../../../../src/infra/agents/signals.ts';
import { runningGauge } from '../../../../src/infra/debates/signals.ts';
import { currentWork } from '../../../../src/infra/log-context.ts';
import { Metrics } from '../../../../src/infra/metrics/metrics.ts';
import type { OpenCounter } from '../../../../src/infra/rate-limits/rate-limits.ts';
import { systemClock } from '../../../../src/infra/runtime.ts';
import { MemorySharedState } from '../../../../src/infra/shared-state/memory.ts';
import { aNode } from '../../../support/clusters.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { AccessWorld } from '../../../support/memory/access-world.ts';
import { FREE, type Settings } from './a-server.ts';

/** The parts of a server that several servers can share. */
interface Inside {
  readonly world: DebatesWorld;
  readonly access: AccessWorld;
}

function inside(): Inside {
  const world = new DebatesWorld();
  return { world, access: new AccessWorld(world.clock) };
}

/** The real transports and API, over the real domain and fake stores. */
export async function fakeServer(
  settings: Settings = {},
  { world, access: accounts }: Inside = inside(),
  openCounter?: OpenCounter,
  state: 'STARTING' | 'READY' = 'READY',
) {
  const log: Record<string, unknown>[] = [];
  const options = {
    level: 'warn',
    mixin: () => ({ ...currentWork() }),
    serializers: { error: pino.stdSerializers.err },
  };
  const logger = pino(options, { write: (line: string) => log.push(JSON.parse(line)) });
  const system = new System({
    version: '1.2.3',
    clock: world.clock,
    emit: () => {},
    probes: () => ({ needed: { database: async () => {} }, optional: {} }),
  });
  if (state === 'READY') system.ready();
  const { debates, receipts, usage, auditLog, idempotency } = world;
  const shared = new MemorySharedState(world.clock);
  const cluster = aNode({ clock: world.clock, shared, leases: () => world.store.leases() });
  const { access } = accounts;
  const google = { google: undefined, errorUrl: undefined, cookie: 'plain' } as const;
  const agents = new Agents();
  const doors = {
    access,
    google,
    debates,
    receipts,
    usage,
    auditLog,
    agents,
    system,
    cluster,
    idempotency,
  } as Partial<Doors> as Doors;
  const config = readConfig({ ...FREE, ...settings });
  const { url, wsUrl, close } = await serveTransports(config, await servedOver(doors), { logger, openCounter });
  return { url, wsUrl, stop: close, world, accounts, system, cluster, log, agents };
}

async function servedOver(doors: Doors): Promise<Served> {
  const modules = await loadFeatures();
  const metrics = new Metrics(signalRowsOf(modules));
  metrics.addGauges([runningGauge(() => 0), breakerGauge(() => doors.agents.circuitBreakers())]);
  return {
    doors,
    schema: await schemaOf(modules),
    sharedFields: sharedFieldsOf(modules),
    makeContext: contextsOver(modules, doors),
    routes: routesOf(modules, doors, { metrics, clock: systemClock }),
    metrics,
  };
}

export type FakeServer = Awaited<ReturnType<typeof fakeServer>>;
