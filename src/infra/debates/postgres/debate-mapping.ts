import type { FilterObject, InferEntity } from '@mikro-orm/core';
import { Debate } from '../../../domain/debates/debate.ts';
import type { DebateState } from '../../../domain/debates/debate-state.ts';
import type { Decision } from '../../../domain/debates/decision.ts';
import type { DebateFilter } from '../../../domain/debates/ports.ts';
import { storable } from '../../../domain/shared/json.ts';
import type { DebateRow, Setup } from './rows.ts';

type Row = InferEntity<typeof DebateRow>;

/** The columns that never change after the start. */
export function fixedColumnsOf(debate: Debate) {
  const { id, workspaceId, createdAt, decision, participants, protocol, origin, formerPanels } = debate;
  const { kind = null } = decision;
  const { task, options, kind: _, ...rest } = storable(decision) as unknown as Decision;
  const setup = storable({ protocol, origin, formerPanels }) as unknown as Setup;
  const fixed = { participants: storable(participants) as unknown as Debate['participants'], options, setup };
  return { id, workspaceId, createdAt, task, kind, decision: rest, ...fixed };
}

/** The state of a debate, as columns. It contains only values of stored events, so all of them are storable. */
export function columnsOf({ state }: Debate) {
  const { status, outcome, stopReason, startedAt, endedAt, candidates, verdict, ...progress } = state;
  return { status, outcome, stopReason, startedAt, endedAt, candidates, verdict, progress };
}

/** `later`: what has changed since the state of the row. */
export function toDebate(row: Row, later: (state: DebateState) => DebateState = (state) => state): Debate {
  const { id, workspaceId, createdAt, participants, setup, status, candidates, progress } = row;
  const { outcome = null, stopReason = null, startedAt = null, endedAt = null, groundTruth = null } = row;
  const { verdict = null } = row;
  const state = { ...progress, status, outcome, stopReason, startedAt, endedAt, candidates, verdict };
  const start = { id, workspaceId, createdAt, decision: toDecision(row), participants, ...setup };
  return new Debate(start, later(state), groundTruth);
}

function toDecision({ task, kind = null, options, decision }: Row): Decision {
  return { task, ...(kind !== null && { kind }), options, ...decision };
}

export function matching(
  workspaceId: string,
  { statuses, outcomes, kinds, since, until, text }: DebateFilter,
): FilterObject<Row> {
  return {
    workspaceId,
    ...(statuses && { status: { $in: [...statuses] } }),
    ...(outcomes && { outcome: { $in: [...outcomes] } }),
    ...(kinds && { kind: { $in: [...kinds] } }),
    ...((since || until) && { createdAt: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
    ...(text && { task: { $ilike: `%${text.replace(/[\\%_]/g, '\\$&')}%` } }),
  };
}
