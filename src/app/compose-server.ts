import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import type { Reactor } from '../domain/events/dispatch.ts';
import type { ReactorRunnerPorts } from '../domain/events/reactor-runner.ts';
import type { Emit } from '../domain/shared/signals.ts';
import type { Route } from '../infra/http/rest/route.ts';
import { workContext } from '../infra/log-context.ts';
import { type Logger, logSignal } from '../infra/logger.ts';
import type { KnownValues } from '../infra/metrics/known-labels.ts';
import { Metrics } from '../infra/metrics/metrics.ts';
import type { GaugeReading, SignalRows } from '../infra/metrics/signal-row.ts';
import { shareMetrics } from '../infra/metrics/workers.ts';
import { PACKAGE_FILE } from '../infra/paths.ts';
import { ProcessLoad } from '../infra/process-load.ts';
import { lagGauge } from '../infra/system/signals.ts';
import { ROOT_PERMISSIONS } from '../resolvers/permissions.ts';
import { type Composed, composeFeatures } from './compose.ts';
import type { Config } from './config.ts';
import { depsOver } from './deps.ts';
import type { Deps, Doors, Feature, FeatureModule, RouteDeps } from './feature.ts';
import { loadFeatures } from './features/features.ts';
import type { Resources } from './resources/open-resources.ts';
import { lagsOf } from './run-reactors.ts';
import { schemaOf } from './schema.ts';
import type { ShutdownHooks } from './shutdown-hooks.ts';

/** Small enough to free the only connection of the embedded database within some milliseconds. */
const REACTOR_BATCH = 200;

/** The reactors of all features, and what they need. */
export interface Reacting {
  readonly reactors: readonly Reactor[];
  readonly ports: ReactorRunnerPorts;
}

/** Everything a server serves. */
export interface ComposedServer extends Composed {
  readonly version: string;
  readonly metrics: Metrics;
  readonly schema: GraphQLSchema;
  /** Subscription fields whose subscribers share the work. */
  readonly sharedFields: ReadonlySet<string>;
  readonly routes: readonly Route[];
  readonly reacting: Reacting;
}

/** Composes the features over the open resources, with the metrics and log lines of their signals. */
export async function composeServer(
  config: Config,
  resources: Resources,
  logger: Logger,
  hooks: ShutdownHooks,
): Promise<ComposedServer> {
  const modules = await loadFeatures();
  const metrics = new Metrics(signalRowsOf(modules));
  if (cluster.isWorker) shareMetrics(metrics);
  const load = new ProcessLoad();
  hooks.add(async () => load.close());
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string };
  const deps = depsOver({
    ...{ config, version, ...resources },
    emit: emitTo(metrics, logger, signalRowsOf(modules)),
    processLoad: () => ({ openSockets: metrics.openSockets, ...load.read() }),
    onHeartbeatFailure: (error) => logger.warn({ error }, 'This process could not announce itself to the others'),
  });
  const composed = composeFeatures(modules, deps);
  const reacting = reactingOf(composed.features, deps);
  metrics.addGauges(gaugesOf(composed.features, reacting));
  const routes = routesOf(modules, composed.doors, { metrics, clock: deps.clock });
  metrics.startAtZero(knownValues(composed.features, reacting, routes));
  const schema = await schemaOf(modules);
  return { ...composed, version, metrics, schema, sharedFields: sharedFieldsOf(modules), routes, reacting };
}

function reactingOf(features: readonly Feature[], deps: Omit<Deps, 'probes'>): Reacting {
  const reactors = features.flatMap((feature) => feature.reactors ?? []).map(named);
  return { reactors, ports: { ...deps, batch: REACTOR_BATCH } };
}

/** The reactor, with its name in the log lines of its work. */
function named({ name, ...reactor }: Reactor): Reactor {
  return { name, react: (events) => workContext.enter({ reactor: name }, () => reactor.react(events)) };
}

function gaugesOf(features: readonly Feature[], reacting: Reacting): readonly GaugeReading[] {
  return [...features.flatMap((feature) => feature.gauges ?? []), lagGauge(() => lagsOf(reacting))];
}

/** The values of labels that the composed server knows: what its features name, and every pair of permission and handler. */
function knownValues(features: readonly Feature[], { reactors }: Reacting, routes: readonly Route[]): KnownValues {
  const ofFeatures = Object.assign({}, ...features.map(({ knownLabels }) => knownLabels));
  const fields = Object.entries(ROOT_PERMISSIONS).flatMap(([type, rows]) =>
    Object.entries(rows).map(([field, permission]) => ({ permission, handler: `${type}.${field}` })),
  );
  const ofRoutes = routes.map(({ permission, method, path }) => ({ permission, handler: `${method} ${path}` }));
  const guarded = [...fields, ...ofRoutes].filter(({ permission }) => permission !== 'public');
  return {
    labels: { ...ofFeatures, reactor: reactors.map(({ name }) => name) },
    sets: { aragora_rbac_permission_denied_total: guarded },
  };
}

export function routesOf(modules: readonly FeatureModule[], doors: Doors, deps: RouteDeps): readonly Route[] {
  return modules.flatMap((module) => module.routes?.(doors, deps) ?? []);
}

export function signalRowsOf(modules: readonly FeatureModule[]): SignalRows {
  return Object.assign({}, ...modules.map(({ signals }) => signals));
}

export function sharedFieldsOf(modules: readonly FeatureModule[]): ReadonlySet<string> {
  return new Set(modules.flatMap(({ sharedFields = [] }) => sharedFields));
}

function emitTo(metrics: Metrics, logger: Logger, rows: SignalRows): Emit {
  return (name, detail) => {
    metrics.signal(name, detail);
    logSignal(logger, rows[name]?.level ?? 'error', name, detail);
  };
}
