import type { StreamRef } from '../events/ports.ts';
import type { CallUsage } from './call-usage.ts';
import type { Counted } from './count.ts';
import type { DebateMoment } from './debate-usage.ts';
import type { UsageGroup } from './report.ts';
import type { Days } from './window.ts';

/** How far a debate has been counted, and what is needed to go on. */
export interface CountedStream extends StreamRef {
  /** `seq` of its last event that was counted. */
  readonly counted: number;
  /** Its events up to this `seq` are another debate's, but for the first; 0: none are. */
  readonly shared: number;
  /** The agent that answers for each participant, by the participant's id. */
  readonly agents: Readonly<Record<string, string>>;
}

/** Calls of one agent and one model (`provider:model`) on one day (UTC, `2026-01-31`). */
export interface CountedCalls {
  readonly workspaceId: string;
  readonly day: string;
  readonly agentId: string;
  readonly model: string;
  readonly usage: CallUsage;
}

/** How many debates of one day it happened to. */
export interface CountedDebates {
  readonly workspaceId: string;
  readonly day: string;
  readonly moment: DebateMoment;
  readonly debates: number;
}

/** Calls by what they were grouped by; null where they were not grouped by it. */
export interface GroupedCalls {
  readonly day: string | null;
  readonly agentId: string | null;
  readonly model: string | null;
  readonly usage: CallUsage;
}

/** Keeps what was counted. It is added to and never taken back. */
export interface UsageStore {
  /** Those of the streams of which something has been counted. */
  streams(refs: readonly StreamRef[]): Promise<readonly CountedStream[]>;
  /** Adds to what was counted before, in the ambient transaction. */
  add(counted: Counted): Promise<void>;
  /** At most `limit` groups, ordered by day, agent and model. */
  calls(
    workspaceId: string,
    days: Days,
    groupBy: readonly UsageGroup[],
    limit: number,
  ): Promise<readonly GroupedCalls[]>;
  /** Ordered by day. */
  debates(workspaceId: string, days: Days): Promise<readonly Omit<CountedDebates, 'workspaceId'>[]>;
}
