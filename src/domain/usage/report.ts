import { userError } from '../shared/errors.ts';
import { type CallUsage, NO_CALLS, together } from './call-usage.ts';
import { type DebateUsage, NO_DEBATES, plus } from './debate-usage.ts';
import type { CountedDebates, GroupedCalls } from './ports.ts';
import type { Days } from './window.ts';

export type UsageGroup = 'DAY' | 'AGENT' | 'MODEL';

/** Usage of one group; null for what it is not grouped by. */
export interface UsageRow {
  readonly day: string | null;
  readonly agentId: string | null;
  /** `provider:model`. */
  readonly model: string | null;
  readonly spent: CallUsage;
  /** null when grouped by agent or model: a debate has several. */
  readonly debates: DebateUsage | null;
}

export interface UsageReport extends Days {
  /** Everything recorded before this time is included. */
  readonly countedUpTo: Date;
  readonly totals: { readonly spent: CallUsage; readonly debates: DebateUsage };
  /** Ordered by day, agent and model; days without usage are left out. Empty without grouping. */
  readonly rows: readonly UsageRow[];
}

export const MAX_ROWS = 5_000;

/** Rows and totals. Throws a `UserError` (INVALID_INPUT) when there are too many rows. */
export function reportOf(
  calls: readonly GroupedCalls[],
  debates: readonly Omit<CountedDebates, 'workspaceId'>[],
  groupBy: readonly UsageGroup[],
): Pick<UsageReport, 'totals' | 'rows'> {
  const totals = {
    spent: calls.reduce((sum, { usage }) => together(sum, usage), NO_CALLS),
    debates: usageOfAll(debates),
  };
  const rows = isByDayAlone(groupBy) ? daysOf(calls, debates) : calls.map(toRow);
  if (rows.length > MAX_ROWS) throw tooMany();
  return { totals, rows: groupBy.length === 0 ? [] : rows };
}

function tooMany() {
  const message = `groupBy: there are more than ${MAX_ROWS} rows. Ask for fewer days, or group by less.`;
  return userError('INVALID_INPUT', message, ['groupBy']);
}

function isByDayAlone(groupBy: readonly UsageGroup[]): boolean {
  return groupBy.length > 0 && groupBy.every((group) => group === 'DAY');
}

function toRow({ usage: spent, ...group }: GroupedCalls): UsageRow {
  return { ...group, spent, debates: null };
}

/** Days with a call, or with the start or end of a debate. */
function daysOf(
  calls: readonly GroupedCalls[],
  debates: readonly Omit<CountedDebates, 'workspaceId'>[],
): readonly UsageRow[] {
  const spentOn = new Map(calls.map(({ day, usage }) => [day, usage]));
  const days = [...new Set([...spentOn.keys(), ...debates.map(({ day }) => day)])].filter((day) => day !== null).sort();
  return days.map((day) => {
    const spent = spentOn.get(day) ?? NO_CALLS;
    return { day, agentId: null, model: null, spent, debates: usageOfAll(debates.filter((one) => one.day === day)) };
  });
}

function usageOfAll(debates: readonly Omit<CountedDebates, 'workspaceId'>[]): DebateUsage {
  return debates.reduce((sum, one) => plus(sum, one.moment, one.debates), NO_DEBATES);
}
