import type { StreamRef } from '../events/ports.ts';
import type { CallUsage } from './call-usage.ts';
import type { Counted } from './count.ts';
import type { DebateMoment } from './debate-usage.ts';
import type { UsageGroup } from './report.ts';
import type { Days } from './window.ts';

/** How far a debate has been counted, and what counting needs to continue. */
export interface CountedStream extends StreamRef {
  /** `seq` of its last counted event. */
  readonly counted: number;
  /** Events up to this `seq`, except the first, belong to the origin; 0 without one. */
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

/** Number of debates of one day. */
export interface CountedDebates {
  readonly workspaceId: string;
  readonly day: string;
  readonly moment: DebateMoment;
  readonly debates: number;
}

/** Calls of one group; null for what they are not grouped by. */
export interface GroupedCalls {
  readonly day: string | null;
  readonly agentId: string | null;
  readonly model: string | null;
  readonly usage: CallUsage;
}

/** Stores counts. They are only added to. */
export interface UsageStore {
  /** States of the streams that have been counted at least in part. */
  streams(refs: readonly StreamRef[]): Promise<readonly CountedStream[]>;
  /** Adds to the counts, in the ambient transaction. */
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
