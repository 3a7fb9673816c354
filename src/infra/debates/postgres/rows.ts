import { defineEntity, p } from '@mikro-orm/core';
import type { Debate } from '../../../domain/debates/debate.ts';
import type { DebateState } from '../../../domain/debates/debate-state.ts';
import type { Decision } from '../../../domain/debates/decision.ts';
import type { DebateCommand } from '../../../domain/debates/ports.ts';
import type { DebateRecord } from '../../../domain/debates/verdict/debate-record.ts';
import type { StopReason, Verdict } from '../../../domain/debates/verdict/verdict.ts';
import { TEXT_INDEX } from './text-index.ts';

/** Fixed at the start. It has a column of its own, so that a step does not rewrite it. */
export type Setup = Pick<Debate, 'protocol' | 'origin' | 'formerPanels'>;

/** The decision without the parts that have columns of their own. */
export type DecisionRest = Omit<Decision, 'task' | 'kind' | 'options'>;

/** The parts of the state that have no column of their own. */
export type Progress = Omit<
  DebateState,
  'status' | 'outcome' | 'stopReason' | 'startedAt' | 'endedAt' | 'candidates' | 'verdict'
>;

const ENDED = `
  (status in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null)
  and (ended_at is null) = (outcome is null) and (ended_at is null) = (stop_reason is null)`;

export const DebateRow = defineEntity({
  name: 'DebateRow',
  tableName: 'debates',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    task: p.text(),
    kind: p.text().nullable(),
    status: p.enum(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']),
    outcome: p.enum(['DECIDED', 'NO_CONSENSUS', 'UNDECIDED', 'ABORTED']).nullable(),
    stopReason: p.text().$type<StopReason>().nullable(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    // Lists select from these, so each is a column: a path into JSON reads the whole of it.
    participants: p.json<Debate['participants']>(),
    options: p.json<Decision['options']>(),
    decision: p.json<DecisionRest>(),
    setup: p.json<Setup>(),
    candidates: p.json<DebateState['candidates']>(),
    verdict: p.json<Verdict>().nullable(),
    progress: p.json<Progress>(),
    groundTruth: p.text().nullable(),
    leaseHolder: p.text().nullable(),
    /** The holder before this one; null when it released the debate in order. */
    formerHolder: p.text().nullable(),
    leaseExpiresAt: p.datetime(3).nullable(),
    fence: p.integer().default(0),
  },
  checks: [{ name: 'debates_ended', expression: ENDED }],
  indexes: [
    { name: 'debates_by_workspace', properties: ['workspaceId', 'id'] },
    { name: 'debates_open', properties: 'id', where: { endedAt: null } },
    {
      name: TEXT_INDEX,
      expression: `create index "${TEXT_INDEX}" on "debates" using gin ("task" gin_trgm_ops) with (fastupdate = off)`,
    },
  ],
});

export const DebateCommandRow = defineEntity({
  name: 'DebateCommandRow',
  tableName: 'debate_commands',
  properties: {
    id: p.bigint().primary().generated('identity'),
    workspaceId: p.text(),
    debateId: () => p.manyToOne(DebateRow).mapToPk().joinColumn('debate_id').deleteRule('cascade'),
    kind: p.text().$type<DebateCommand['kind']>(),
    requestedBy: p.text(),
    requestedAt: p.datetime(3).defaultRaw('now()'),
    text: p.text().nullable(),
  },
  indexes: [{ name: 'debate_commands_by_debate', properties: 'debateId' }],
});

export const DebateRecordRow = defineEntity({
  name: 'DebateRecordRow',
  tableName: 'debate_records',
  properties: {
    debateId: () =>
      p.manyToOne(DebateRow).mapToPk().joinColumn('debate_id').primary().deleteRule('cascade').updateRule('no action'),
    workspaceId: p.text(),
    kind: p.text().nullable(),
    groundTruth: p.text().nullable(),
    record: p.json<DebateRecord>(),
    position: p.bigint().generated('identity').autoincrement(),
  },
  indexes: [
    { name: 'debate_records_newest', properties: ['workspaceId', 'position'] },
    {
      name: 'debate_records_with_ground_truth',
      properties: ['workspaceId', 'kind', 'position'],
      where: { groundTruth: { $ne: null } },
    },
  ],
});

export const DEBATE_ENTITIES = [DebateRow, DebateCommandRow, DebateRecordRow];
