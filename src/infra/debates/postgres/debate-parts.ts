import type { InferEntity } from '@mikro-orm/core';
import type { Debate } from '../../../domain/debates/debate.ts';
import { DEBATE_PARTS, type DebatePart } from '../../../domain/debates/debate-parts.ts';
import { NEW_DEBATE } from '../../../domain/debates/debate-state.ts';
import { toDebate } from './debate-mapping.ts';
import type { DebateRow } from './rows.ts';

type Row = InferEntity<typeof DebateRow>;
type Column = Exclude<keyof Row, symbol>;

const ALWAYS: readonly Column[] = ['id', 'status'];

const COLUMNS = {
  task: ['task'],
  kind: ['kind'],
  times: ['createdAt', 'startedAt', 'endedAt'],
  result: ['outcome', 'stopReason', 'groundTruth'],
  participants: ['participants'],
  options: ['options', 'candidates'],
  decision: ['options', 'decision'],
  setup: ['setup'],
  verdict: ['options', 'candidates', 'verdict'],
  progress: ['startedAt', 'endedAt', 'outcome', 'stopReason', 'candidates', 'verdict', 'progress'],
} as const satisfies Record<DebatePart, readonly Column[]>;

/** The columns to select for these parts; those of whole debates when left out. */
export function columnsWith(parts?: readonly DebatePart[]): Column[] {
  if (parts === undefined) return ['workspaceId', ...columnsWith(DEBATE_PARTS)];
  return [...new Set([...ALWAYS, ...parts.flatMap((part): readonly Column[] => COLUMNS[part])])];
}

/** Whether events that came after the state of the row may change one of these parts. */
export function isMoving({ status, options }: Row, parts: readonly DebatePart[]): boolean {
  if (status !== 'RUNNING') return false;
  return parts.includes('progress') || (parts.includes('options') && options.length === 0);
}

/** Stands for columns that were not read; `withParts` keeps it from being used. */
const UNREAD = {
  ...{ task: '', createdAt: new Date(0), participants: [], options: [], decision: {}, setup: {} },
  ...{ candidates: [], progress: NEW_DEBATE },
};

/** The debate of a row of which only some columns were read. */
export function toPartialDebate(workspaceId: string, row: Partial<Row>): Debate {
  return toDebate({ ...UNREAD, ...row, workspaceId } as Row);
}
