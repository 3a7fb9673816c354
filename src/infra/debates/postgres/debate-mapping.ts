import type { FilterQuery, InferEntity } from '@mikro-orm/core';
import { Debate } from '../../../domain/debates/debate.ts';
import type { DebateState } from '../../../domain/debates/debate-state.ts';
import type { DebateFilter } from '../../../domain/debates/ports.ts';
import { storable } from '../../../domain/shared/json.ts';
import type { DebateRow, Setup } from './rows.ts';

type Row = InferEntity<typeof DebateRow>;

/** The columns that never change after the start. */
export function fixedColumnsOf({
  id,
  workspaceId,
  createdAt,
  decision,
  participants,
  protocol,
  origin,
  formerPanels,
}: Debate) {
  const setup = storable({ decision, participants, protocol, origin, formerPanels }) as unknown as Setup;
  const { task, kind = null } = decision;
  return { id, workspaceId, createdAt, task, kind, setup };
}

/** The state of a debate, as columns. It contains only values of stored events, so all of them are storable. */
export function columnsOf({ state }: Debate) {
  const { status, outcome, stopReason, startedAt, endedAt, ...progress } = state;
  return { status, outcome, stopReason, startedAt, endedAt, progress };
}

/** `later`: what has changed since the state of the row. */
export function toDebate(row: Row, later: (state: DebateState) => DebateState = (state) => state): Debate {
  const { id, workspaceId, createdAt, setup, status, progress } = row;
  const { outcome = null, stopReason = null, startedAt = null, endedAt = null, groundTruth = null } = row;
  const state = { ...progress, status, outcome, stopReason, startedAt, endedAt };
  return new Debate({ id, workspaceId, createdAt, ...setup }, later(state), groundTruth);
}

export function matching(
  workspaceId: string,
  { statuses, outcomes, kinds, since, until, text }: DebateFilter,
): FilterQuery<Row> {
  return {
    workspaceId,
    ...(statuses && { status: { $in: [...statuses] } }),
    ...(outcomes && { outcome: { $in: [...outcomes] } }),
    ...(kinds && { kind: { $in: [...kinds] } }),
    ...((since || until) && { createdAt: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
    ...(text && { task: { $ilike: `%${text.replace(/[\\%_]/g, '\\$&')}%` } }),
  };
}
