import { hostname } from 'node:os';
import { cruxFinder } from '../../domain/agents/deliberator/cruxes.ts';
import { Debates } from '../../domain/debates/debates.ts';
import { DebateRunner } from '../../domain/debates/run/runner.ts';
import { winnerOfVotes } from '../../domain/debates/verdict/reach-verdict.ts';
import type { DispatchPorts } from '../../domain/events/dispatch.ts';
import type { EventBus, LossyChannel } from '../../domain/events/ports.ts';
import { Idempotency } from '../../domain/shared/idempotency.ts';
import type { Emit } from '../../domain/shared/signals.ts';
import { Cluster } from '../../domain/system/cluster.ts';
import type { NodeLoad } from '../../domain/system/cluster-node.ts';
import { System } from '../../domain/system/system.ts';
import { Usage } from '../../domain/usage/usage.ts';
import type { Config } from '../../infra/config/config.ts';
import { PostgresDebateRecords } from '../../infra/debates/postgres/debate-records.ts';
import { PostgresDebateStore } from '../../infra/debates/postgres/debate-store.ts';
import { PostgresEventFeed } from '../../infra/events/postgres/event-feed.ts';
import { PostgresEventLog } from '../../infra/events/postgres/event-log.ts';
import { PostgresReactorCheckpoints } from '../../infra/events/postgres/reactor-checkpoints.ts';
import type { Jobs } from '../../infra/jobs.ts';
import type { OpenDatabase } from '../../infra/postgres/open.ts';
import { processName } from '../../infra/process-name.ts';
import type { RedisLink } from '../../infra/redis/redis.ts';
import { systemClock as clock, systemIds, systemRandom } from '../../infra/runtime.ts';
import { MemorySharedState } from '../../infra/shared-state/memory.ts';
import { PostgresIdempotencyStore } from '../../infra/system/postgres.ts';
import { PostgresUsageStore } from '../../infra/usage/postgres.ts';
import { sharedStateOf } from '../resources/open-redis.ts';
import { composeAccess } from './access.ts';
import { composeAgents } from './agents.ts';
import { composeAuditLog } from './audit.ts';
import { composeEncryption } from './encryption.ts';
import { googleSignIn } from './google-sign-in.ts';
import { composeReceipts } from './receipts.ts';

/** Says that a debate is to be looked at. */
export const WAKE_QUEUE = 'debate-wake';

/** Few enough that the embedded database's one connection is free again within some milliseconds. */
const REACTOR_BATCH = 200;

interface Deps {
  readonly config: Config;
  readonly version: string;
  readonly open: OpenDatabase;
  readonly bus: EventBus;
  readonly channel: LossyChannel;
  readonly redis: RedisLink | undefined;
  readonly jobs: Jobs;
  readonly emit: Emit;
  /** How busy this process is, apart from its debates. */
  readonly processLoad: () => Pick<NodeLoad, 'openSockets' | 'eventLoopDelayMs' | 'memoryBytes'>;
}

/** The front doors of every feature, over their adapters. */
export function composeFeatures({ config, version, open, bus, channel, redis, jobs, emit, processLoad }: Deps) {
  const { database, isEmbedded } = open;
  const { atomically } = database;
  const log = new PostgresEventLog(database, clock, systemRandom);
  const store = new PostgresDebateStore(database);
  const records = new PostgresDebateRecords(database);
  // Nobody else has the embedded database.
  const sharedState = isEmbedded ? new MemorySharedState(clock) : sharedStateOf(database, redis);
  const { agents, panel, warnings } = composeAgents({ config, shared: sharedState, clock, emit });
  const ids = systemIds();
  const keys = new PostgresIdempotencyStore(database);
  const idempotency = new Idempotency(keys, atomically);
  const auditLog = composeAuditLog({ database, ids, clock });
  const recordAction = auditLog.record.bind(auditLog);
  const world = { ids, clock, emit, recordAction, random: systemRandom };
  const { encryption, warnings: keyWarnings } = composeEncryption({ config, random: systemRandom, clock, emit });
  const access = composeAccess({ config, database, encryption, shared: sharedState, idempotency, ...world });
  const [eventFeed, checkpoints] = [new PostgresEventFeed(database), new PostgresReactorCheckpoints(database)];
  const dispatching: DispatchPorts = { eventFeed, checkpoints: checkpoints, atomically, emit, batch: REACTOR_BATCH };
  const usage = new Usage({ store: new PostgresUsageStore(database), log, eventFeed, checkpoints, atomically, clock });
  const findDebate = store.find.bind(store);
  const receipts = composeReceipts({ config, database, log, findDebate, idempotency, ...world });
  const issueReceipt = receipts.issue.bind(receipts);
  const shared = { log, bus, channel, clock, store, records, atomically, emit, issueReceipt, recordAction };
  const system = new System({
    ...{ version, clock, emit },
    probes: { database: () => probe(open) },
    optionalProbes: redis ? { redis: () => redis.probe() } : {},
  });
  const wakeSoon = (debateId: string) => jobs.send(WAKE_QUEUE, { debateId });
  // The same name in leases and among the nodes, so that each lease can be told whose it is.
  const holder = processName();
  const runner = new DebateRunner({
    ...shared,
    ask: agents.ask,
    findCruxes: cruxFinder(winnerOfVotes),
    wakeSoon,
    leaseMs: config.leaseSeconds * 1000,
    holder,
    maxRunning: config.maxConcurrentDebates,
  });
  const cluster = new Cluster({
    shared: sharedState,
    clock,
    self: { id: holder, host: hostname(), pid: process.pid, version, startedAt: clock.now() },
    load: () => ({ runningDebates: runner.running, maxDebates: config.maxConcurrentDebates, ...processLoad() }),
    leases: () => store.leases(),
    isDraining: () => system.isDraining,
  });
  const signInWithIdentity = access.sessions.signInWithIdentity.bind(access.sessions);
  const google = googleSignIn(config, { shared: sharedState, clock, random: systemRandom, emit, signInWithIdentity });
  return {
    access,
    google,
    agents,
    auditLog,
    encryption,
    warnings: [...warnings, ...keyWarnings],
    store,
    sharedState,
    usage,
    dispatching,
    reactors: [usage.reactor],
    idempotencyKeys: keys,
    receipts,
    debates: new Debates({
      ...shared,
      ids,
      eraseReceipt: receipts.erase.bind(receipts),
      wakeSoon,
      settleBeforeErasure: (ref) => usage.settle(ref),
      panel,
      defaultLimits: { maxCostUsd: config.maxCostUsd, maxTokens: config.maxTokens, deadline: null },
      mostOpen: config.maxDebatesPerWorkspace,
      idempotency,
      isDraining: () => system.isDraining,
      readBatch: config.eventBufferSize,
    }),
    runner,
    system,
    cluster,
  };
}

async function probe({ database, checkRoom }: OpenDatabase): Promise<void> {
  checkRoom();
  await database.use((em) => em.execute('select 1 from debates limit 1'));
}
