import { type LoggedEvent, verifyChain } from '../../../../src/domain/events/event.ts';
import { asAdmin } from '../../../support/services/databases.ts';

/** The log of a debate as stored in PostgreSQL. Throws when its chain is broken. */
export async function logIn(databaseUrl: string, debateId: string): Promise<readonly LoggedEvent[]> {
  const sql = `select workspace_id as "workspaceId", stream, seq, kind, at, data, salt, digest, hash
    from events where stream = $1 order by seq`;
  const events = (await asAdmin(databaseUrl, sql, [debateId])) as LoggedEvent[];
  const report = verifyChain(events);
  if (!report.intact)
    throw new Error(`The log of ${debateId} is broken at event ${report.firstBroken}: ${report.reason}`);
  return events;
}

/** Events of a resumption. A debate without interruption has none. */
const OF_A_RESUMPTION = ['run.resumed', 'calls.abandoned'];

/** The common part of two debates with the same input: kinds and payloads in order, without resumptions and times. */
export function gistOf(events: readonly LoggedEvent[]): readonly string[] {
  return events
    .filter(({ kind }) => !OF_A_RESUMPTION.includes(kind))
    .map(({ kind, data }) => `${kind} ${JSON.stringify(data, withoutTimes)}`);
}

function withoutTimes(key: string, value: unknown): unknown {
  return key === 'at' || key === 'latencyMs' ? undefined : value;
}
