import { cruxFinder } from '../../../domain/agents/deliberator/cruxes.ts';
import { Debates } from '../../../domain/debates/debates.ts';
import { DebateRunner } from '../../../domain/debates/run/runner.ts';
import { winnerOfVotes } from '../../../domain/debates/verdict/reach-verdict.ts';
import type { JobHandler, Sweep } from '../../../domain/shared/background-work.ts';
import { PostgresDebateRecords } from '../../../infra/debates/postgres/debate-records.ts';
import { PostgresDebateStore } from '../../../infra/debates/postgres/debate-store.ts';
import { DEBATE_ENTITIES } from '../../../infra/debates/postgres/rows.ts';
import { DEBATE_SIGNALS, runningGauge } from '../../../infra/debates/signals.ts';
import { workContext } from '../../../infra/log-context.ts';
import { isGone } from '../../../infra/process-name.ts';
import { ChangeDebateResolver } from '../../../resolvers/debates/change-debates.ts';
import { DebateDocumentResolver } from '../../../resolvers/debates/debate-document.ts';
import { DebateEstimateResolver } from '../../../resolvers/debates/debate-estimate.ts';
import { DebateFieldResolver } from '../../../resolvers/debates/debate-fields.ts';
import { debateLoader } from '../../../resolvers/debates/debate-loader.ts';
import { DebateStatisticsResolver } from '../../../resolvers/debates/debate-statistics.ts';
import { DebateTokensResolver } from '../../../resolvers/debates/debate-tokens.ts';
import { DebateChangeResolver, DebateResolver } from '../../../resolvers/debates/debates.ts';
import { EVENT_TYPES } from '../../../resolvers/debates/events/to-debate-event.ts';
import { readDebate } from '../../../resolvers/debates/read-debate.ts';
import { StartDebateResolver } from '../../../resolvers/debates/start-debates.ts';
import type { Deps, Doors, FeatureModule } from '../../feature.ts';
import { withTimeout } from '../../with-timeout.ts';
import { debateRoutes } from './routes.ts';

declare module '../../feature.ts' {
  interface Doors {
    readonly debateRunner: DebateRunner;
  }
}

/** Its jobs ask the runner to check a debate. */
const WAKE_QUEUE = 'debate-wake';
/** The debates of a dead process continue within 20 s: the lease expires after 15 s, and the next sweep finds them. */
const TAKE_OVER_MS = 3_000;
/** Time to store the calls that were given up. */
const MAX_GIVE_UP_MS = 5_000;
/** A single process knows all its debates, so a sweep finds only those whose run failed. */
const ALONE_IDLE_MS = 30_000;

export const feature: FeatureModule = {
  entities: DEBATE_ENTITIES,
  resolvers: [
    DebateResolver,
    DebateChangeResolver,
    DebateFieldResolver,
    DebateDocumentResolver,
    DebateStatisticsResolver,
    DebateTokensResolver,
    DebateEstimateResolver,
    StartDebateResolver,
    ChangeDebateResolver,
  ],
  types: EVENT_TYPES,
  sharedFields: ['debateEvents'],
  loaders: { debateLoader },
  nodes: { dbt_: { permission: 'debates.read', read: readDebate } },
  routes: ({ debates }) => debateRoutes(debates),
  signals: DEBATE_SIGNALS,
  compose: (deps, doors) => {
    const parts = partsOf(deps, doors);
    const runner = composeRunner(deps, doors, parts);
    const { isEmbedded } = deps.open;
    return {
      doors: { debates: composeDebates(deps, doors, parts), debateRunner: runner },
      jobs: [wakeJob(runner)],
      housekeeping: [takeOverSweep(runner, isEmbedded ? ALONE_IDLE_MS : deps.config.leaseSeconds * 1000)],
      gauges: [runningGauge(() => runner.running)],
      start: async () => {
        // The directory lock proves that every holder of a debate of the embedded database is gone.
        await runner.releaseOf(isEmbedded ? () => true : isGone);
        await runner.wakeWaiting();
      },
      drain: () => drainWithin(deps.config.drainSeconds * 1000, runner),
    };
  },
};

/** A run that cannot store its last step does not keep the process: its lease runs out. */
function drainWithin(ms: number, runner: DebateRunner): Promise<void> {
  return withTimeout(ms + MAX_GIVE_UP_MS, runner.drain(ms));
}

type Parts = ReturnType<typeof partsOf>;

/** The ports that the front door and the runner share. */
function partsOf({ database, log, bus, channel, clock, emit, atomically, jobs }: Deps, { auditLog, receipts }: Doors) {
  return {
    ...{ log, bus, channel, clock, emit, atomically },
    store: new PostgresDebateStore(database, log),
    records: new PostgresDebateRecords(database),
    issueReceipt: receipts.issue.bind(receipts),
    recordAction: auditLog.record.bind(auditLog),
    wakeSoon: (debateId: string) => jobs.send(WAKE_QUEUE, { debateId }),
  };
}

function composeRunner({ config, processName }: Deps, { agents }: Doors, parts: Parts): DebateRunner {
  return new DebateRunner({
    ...parts,
    context: workContext,
    ask: agents.ask,
    findCruxes: cruxFinder(winnerOfVotes),
    leaseMs: config.leaseSeconds * 1000,
    holder: processName,
    maxRunning: config.maxConcurrentDebates,
  });
}

function composeDebates({ config, ids, afterCommit }: Deps, doors: Doors, parts: Parts): Debates {
  const { agents, receipts, usage } = doors;
  return new Debates({
    ...parts,
    ids,
    afterCommit,
    panel: agents,
    eraseReceipt: receipts.erase.bind(receipts),
    settleBeforeErasure: (ref) => usage.settle(ref),
    defaultLimits: { maxCostUsd: config.maxCostUsd, maxTokens: config.maxTokens, deadline: null },
    mostOpen: config.maxDebatesPerWorkspace,
    isDraining: () => doors.system.isDraining,
    readBatch: config.eventBufferSize,
  });
}

function wakeJob(runner: DebateRunner): JobHandler {
  return { queue: WAKE_QUEUE, work: (data) => runner.wake((data as { debateId: string }).debateId) };
}

/** Takes over debates whose process has died, and starts those that wait for room. */
function takeOverSweep(runner: DebateRunner, idleMs: number): Sweep {
  return {
    name: 'debates.take-over',
    intervalMs: TAKE_OVER_MS,
    // On several processes the length of a lease: one that begins after an idle sweep lasts until the next sweep.
    idle: { intervalMs: idleMs, isIdle: () => runner.isIdle() },
    sweep: async () => {
      // The lease of a process that is known to be dead need not run out first.
      await runner.releaseOf(isGone);
      await runner.wakeWaiting();
    },
  };
}
