import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Agents } from '../domain/agents/agents.ts';
import { cruxFinder } from '../domain/agents/cruxes.ts';
import { Debates } from '../domain/debates/debates.ts';
import { winnerOf } from '../domain/debates/reach-verdict.ts';
import { DebateRunner } from '../domain/debates/runner.ts';
import type { EventBus } from '../domain/events/ports.ts';
import { Idempotency } from '../domain/shared/idempotency.ts';
import type { Emit } from '../domain/shared/signals.ts';
import { System } from '../domain/system/system.ts';
import type { Config } from '../infra/config.ts';
import { PostgresDebateStore } from '../infra/debates/postgres.ts';
import { PostgresEventLog } from '../infra/events/postgres.ts';
import type { Jobs } from '../infra/jobs.ts';
import type { Database } from '../infra/postgres/database.ts';
import { systemClock as clock, systemIds, systemRandom } from '../infra/runtime.ts';
import { PostgresIdempotencyStore } from '../infra/system/postgres.ts';

/** Says that a debate is to be looked at. */
export const WAKE_QUEUE = 'debate-wake';

interface World {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  readonly bus: EventBus;
  readonly jobs: Jobs;
  readonly emit: Emit;
}

/** The front doors of every feature, over their adapters. */
export function composeFeatures({ config, version, database, bus, jobs, emit }: World) {
  const { atomically } = database;
  const log = new PostgresEventLog(database, clock, systemRandom);
  const store = new PostgresDebateStore(database);
  const agents = new Agents();
  const shared = { log, bus, clock, store, atomically, emit };
  const keys = new PostgresIdempotencyStore(database);
  const idempotency = new Idempotency(keys, atomically);
  const system = new System({ version, clock, emit, probes: { database: () => probe(database) } });
  const wakeSoon = (debateId: string) => jobs.send(WAKE_QUEUE, { debateId });
  return {
    agents,
    store,
    idempotencyKeys: keys,
    debates: new Debates({
      ...shared,
      ids: systemIds(),
      wakeSoon,
      findAgent: agents.find,
      idempotency,
      isDraining: () => system.isDraining,
      readBatch: config.eventBufferSize,
    }),
    runner: new DebateRunner({
      ...shared,
      ask: agents.ask,
      findCruxes: cruxFinder(winnerOf),
      leaseMs: config.leaseSeconds * 1000,
      holder: `${hostname()}:${process.pid}:${randomUUID()}`,
      maxRunning: config.maxConcurrentDebates,
    }),
    system,
  };
}

async function probe(database: Database): Promise<void> {
  await database.use((em) => em.execute('select 1 from debates limit 1'));
}
