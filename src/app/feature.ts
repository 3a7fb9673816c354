import type { Reactor } from '../domain/events/dispatch.ts';
import type {
  EventBus,
  EventFeed,
  EventLog,
  LossyChannel,
  ReactorBacklogs,
  ReactorCheckpoints,
} from '../domain/events/ports.ts';
import type { JobHandler, Schedule, Sweep } from '../domain/shared/background-work.ts';
import type { Idempotency } from '../domain/shared/idempotency.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random } from '../domain/shared/ports.ts';
import type { Emit } from '../domain/shared/signals.ts';
import type { NodeLoad } from '../domain/system/cluster-node.ts';
import type { Probes } from '../domain/system/ports.ts';
import type { Route } from '../infra/http/rest/route.ts';
import type { Jobs } from '../infra/jobs.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import type { GaugeReading, SignalRows } from '../infra/metrics/signal-row.ts';
import type { Database } from '../infra/postgres/database.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import type { Schema } from '../infra/postgres/orm.ts';
import type { RedisLink } from '../infra/redis/redis.ts';
import type { PostgresIdempotencyStore } from '../infra/system/postgres.ts';
import type { LoaderFactories, ReadNode, Doors as ResolverDoors } from '../resolvers/context.ts';
import type { ResolverClass, TypeClass } from '../resolvers/schema.ts';
import type { Config } from './config.ts';
import type { ServerSharedState } from './resources/shared-state.ts';

/** The front doors of all features: those that resolvers call, and those that only other features use. */
export interface Doors extends ResolverDoors {}

/** The dependencies of every feature. */
export interface Deps {
  readonly config: Config;
  readonly version: string;
  readonly open: Pick<OpenDatabase, 'isEmbedded' | 'checkRoom' | 'migrations'>;
  readonly database: Database;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly bus: EventBus;
  readonly channel: LossyChannel;
  readonly redis: RedisLink | undefined;
  readonly jobs: Pick<Jobs, 'send'>;
  readonly shared: ServerSharedState;
  readonly log: EventLog;
  readonly eventFeed: EventFeed;
  readonly checkpoints: ReactorCheckpoints;
  readonly backlogs: ReactorBacklogs;
  readonly idempotency: Idempotency;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Names this process in leases and in the list of processes. */
  readonly processName: string;
  /** How busy this process is, apart from its debates. */
  readonly processLoad: () => Pick<NodeLoad, 'openSockets' | 'eventLoopDelayMs' | 'memoryBytes'>;
  readonly idempotencyKeys: PostgresIdempotencyStore;
  /** Logs that this process could not announce itself to the others. */
  readonly onHeartbeatFailure: (error: unknown) => void;
  /** The probes of every feature; complete once all are composed. */
  readonly probes: () => Probes;
}

/** The dependencies of REST routes, beside front doors. */
export interface RouteDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly metrics: Pick<Metrics, 'registry' | 'text'>;
}

/** A feature before any resource is open. */
export interface FeatureModule {
  /** The tables of the feature. */
  readonly entities?: Schema['entities'];
  readonly resolvers?: readonly ResolverClass[];
  /** GraphQL types that no field returns: only their interface refers to them. */
  readonly types?: readonly TypeClass[];
  /** Subscription fields over gap-free streams, whose subscribers share the work. */
  readonly sharedFields?: readonly string[];
  readonly loaders?: Partial<LoaderFactories>;
  /** Readers of `node(id)` by id prefix, such as `dbt_`. */
  readonly nodes?: Readonly<Record<string, ReadNode>>;
  /** Rows of the REST table. */
  routes?(doors: Doors, deps: RouteDeps): readonly Route[];
  /** One row per signal: its log level and its metrics. */
  readonly signals?: SignalRows;
  /**
   * Composes the feature. `doors` has the front doors of the earlier features in the list. The others are added while the
   * rest is composed, so only functions that are called later may use them.
   */
  compose(deps: Deps, doors: Doors): Feature;
}

/** A feature over open resources. */
export interface Feature {
  readonly doors?: Partial<Doors>;
  readonly reactors?: readonly Reactor[];
  readonly jobs?: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
  readonly housekeeping?: readonly Sweep[];
  readonly gauges?: readonly GaugeReading[];
  /** Values of metric labels that this feature knows, such as its agents, so that counters begin at 0. */
  readonly knownLabels?: Readonly<Record<string, readonly string[]>>;
  readonly probes?: Partial<Probes>;
  /** Messages for the operator at the start, one line each. */
  readonly warnings?: readonly string[];
  /** Runs before the server listens. */
  open?(): Promise<void>;
  /** Runs on a server that runs debates, after it listens at `url`. */
  start?(url: string): Promise<void>;
  /** Runs first when the server stops: from now on it says that it takes no new work. */
  stopAccepting?(): void;
  /** Runs when the server stops, while it still answers requests: the feature starts no new work after this. */
  drain?(): Promise<void>;
  /** Runs last, when the server answers no more requests. */
  close?(): Promise<void>;
}
