import { Idempotency } from '../domain/shared/idempotency.ts';
import { PostgresEventFeed } from '../infra/events/postgres/event-feed.ts';
import { PostgresEventLog } from '../infra/events/postgres/event-log.ts';
import { PostgresReactorBacklogs } from '../infra/events/postgres/reactor-backlogs.ts';
import { PostgresReactorCheckpoints } from '../infra/events/postgres/reactor-checkpoints.ts';
import type { OpenDatabase } from '../infra/postgres/open.ts';
import { processName } from '../infra/process-name.ts';
import { systemClock, systemIds, systemRandom } from '../infra/runtime.ts';
import { PostgresIdempotencyStore } from '../infra/system/postgres.ts';
import type { Deps } from './feature.ts';
import { sharedStateOf } from './resources/shared-state.ts';

/** The open resources and the callbacks of the process. */
export interface Opened
  extends Pick<
    Deps,
    'config' | 'version' | 'bus' | 'channel' | 'redis' | 'jobs' | 'emit' | 'processLoad' | 'onHeartbeatFailure'
  > {
  readonly open: OpenDatabase;
}

/** The dependencies of every feature, from the open resources. */
export function depsOver({ open, redis, ...opened }: Opened): Omit<Deps, 'probes'> {
  const { database } = open;
  const { atomically, afterCommit } = database;
  const ids = systemIds();
  const idempotencyKeys = new PostgresIdempotencyStore(database);
  return {
    ...opened,
    ...{ open, redis, database, atomically, afterCommit, idempotencyKeys },
    shared: sharedStateOf(open, redis),
    log: new PostgresEventLog(database, systemClock, systemRandom),
    eventFeed: new PostgresEventFeed(database),
    checkpoints: new PostgresReactorCheckpoints(database),
    idempotency: new Idempotency({ store: idempotencyKeys, atomically, clock: systemClock, ids }),
    backlogs: new PostgresReactorBacklogs(database),
    clock: systemClock,
    ids,
    random: systemRandom,
    // The same name in leases and in the list of processes, so that each lease can be traced to its process.
    processName: processName(),
  };
}
