import { LOCAL_OWNER } from '../../../../src/domain/access/actor.ts';
import { verifyChain } from '../../../../src/domain/events/event.ts';
import { PostgresEventLog } from '../../../../src/infra/events/postgres/event-log.ts';
import type { Database } from '../../../../src/infra/postgres/database.ts';
import { systemClock, systemRandom } from '../../../../src/infra/runtime.ts';

const MAX_EVENTS = 100_000;

/** Errors in the stored events of a debate: gaps, repeated events, a broken chain, or no end. */
export async function faultsOf(database: Database, debateId: string): Promise<readonly string[]> {
  const log = new PostgresEventLog(database, systemClock, systemRandom);
  const events = await log.read({ workspaceId: LOCAL_OWNER.workspaceId, stream: debateId }, 0, MAX_EVENTS);
  const faults: string[] = [];
  if (events.some(({ seq }, at) => seq !== at + 1)) faults.push(`${debateId}: the stored events have a gap`);
  if (!verifyChain(events).intact) faults.push(`${debateId}: the chain of the stored events is broken`);
  if (events.at(-1)?.kind !== 'debate.ended') faults.push(`${debateId}: the last stored event is no end`);
  return faults;
}
