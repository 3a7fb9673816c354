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

/** What every feature is composed from. */
export interface Deps {
  readonly config: Config;
  readonly version: string;
  readonly open: Pick<OpenDatabase, 'isEmbedded' | 'checkRoom'>;
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

/** What REST routes need beside front doors. */
export interface RouteDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly metrics: Pick<Metrics, 'registry' | 'text'>;
}

/** What a feature is before anything is open. */
export interface FeatureModule {
  /** The tables of the feature. */
  readonly entities?: Schema['entities'];
  readonly resolvers?: readonly ResolverClass[];
  /** GraphQL types that are only reached through the interface they implement. */
  readonly types?: readonly TypeClass[];
  /** Subscription fields over gap-free streams, whose subscribers share the work. */
  readonly sharedFields?: readonly string[];
  readonly loaders?: Partial<LoaderFactories>;
  /** How `node(id)` reads ids, by their prefix, such as `dbt_`. */
  readonly nodes?: Readonly<Record<string, ReadNode>>;
  /** Rows of the REST table. */
  routes?(doors: Doors, deps: RouteDeps): readonly Route[];
  /** One row a signal: its log level and its metrics. */
  readonly signals?: SignalRows;
  /**
   * Puts the feature together. `doors` holds the doors of the features before it in the list; those behind it are there once
   * all are composed, so a function that is called later may use them.
   */
  compose(deps: Deps, doors: Doors): Feature;
}

/** A feature over what is open. */
export interface Feature {
  readonly doors?: Partial<Doors>;
  readonly reactors?: readonly Reactor[];
  readonly jobs?: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
  readonly housekeeping?: readonly Sweep[];
  readonly gauges?: readonly GaugeReading[];
  readonly probes?: Partial<Probes>;
  /** What the operator should know at the start, a line each. */
  readonly warnings?: readonly string[];
  /** Called before the server listens. */
  open?(): Promise<void>;
  /** Called on a server that runs debates, once it listens at `url`. */
  start?(url: string): Promise<void>;
  /** Called when the server stops, while it still answers: no new work from now on. */
  drain?(): Promise<void>;
  /** Called last, when nothing is answered any more. */
  close?(): Promise<void>;
}
