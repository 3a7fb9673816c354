import type { InferEntity } from '@mikro-orm/core';
import { apply } from '../../../domain/debates/apply.ts';
import type { Debate } from '../../../domain/debates/debate.ts';
import type { EventLog } from '../../../domain/events/ports.ts';
import { toDebate } from './debate-mapping.ts';
import type { DebateRow } from './rows.ts';

type Row = InferEntity<typeof DebateRow>;

/**
 * The debates of rows. The row of a running debate holds its state as of an earlier event, so the events after it are read
 * too. A debate that is deleted meanwhile is left out.
 */
export async function debatesOf(log: Pick<EventLog, 'readEach'>, rows: readonly Row[]): Promise<readonly Debate[]> {
  const running = rows.filter(({ status }) => status === 'RUNNING');
  if (running.length === 0) return rows.map((row) => toDebate(row));
  const starts = running.map(({ workspaceId, id, progress }) => ({ workspaceId, stream: id, after: progress.seq }));
  const events = await log.readEach(starts);
  return rows.flatMap((row) => {
    const later = events.filter(({ stream }) => stream === row.id);
    return later.some(({ data }) => data === null) ? [] : [toDebate(row, (state) => later.reduce(apply, state))];
  });
}
