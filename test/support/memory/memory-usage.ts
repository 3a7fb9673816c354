import type { StreamRef } from '../../../src/domain/events/ports.ts';
import { together } from '../../../src/domain/usage/call-usage.ts';
import type { Counted } from '../../../src/domain/usage/count.ts';
import type {
  CountedCalls,
  CountedDebates,
  CountedStream,
  GroupedCalls,
  UsageStore,
} from '../../../src/domain/usage/ports.ts';
import type { UsageGroup } from '../../../src/domain/usage/report.ts';
import type { Days } from '../../../src/domain/usage/window.ts';
import { MemoryDatabase } from './memory-database.ts';

/** Counted usage in memory. */
export class MemoryUsageStore implements UsageStore {
  private readonly database: MemoryDatabase;
  private readonly counted: Map<string, CountedStream>;
  private readonly callRows: Map<string, CountedCalls>;
  private readonly debateRows: Map<string, CountedDebates>;

  constructor(database = new MemoryDatabase()) {
    this.database = database;
    this.counted = database.table();
    this.callRows = database.table();
    this.debateRows = database.table();
  }

  streams(refs: readonly StreamRef[]): Promise<readonly CountedStream[]> {
    return this.database.use(() =>
      refs.flatMap(({ workspaceId, stream }) => this.counted.get(keyOf(workspaceId, stream)) ?? []),
    );
  }

  add({ calls, debates, streams }: Counted): Promise<void> {
    return this.database.use(() => {
      for (const stream of streams) this.counted.set(keyOf(stream.workspaceId, stream.stream), structuredClone(stream));
      for (const one of calls) {
        const key = keyOf(one.workspaceId, one.day, one.agentId, one.model);
        const before = this.callRows.get(key);
        this.callRows.set(key, { ...one, usage: before ? together(before.usage, one.usage) : one.usage });
      }
      for (const one of debates) {
        const key = keyOf(one.workspaceId, one.day, one.moment);
        this.debateRows.set(key, { ...one, debates: (this.debateRows.get(key)?.debates ?? 0) + one.debates });
      }
    });
  }

  calls(workspaceId: string, days: Days, groupBy: readonly UsageGroup[], limit: number): Promise<GroupedCalls[]> {
    return this.database.use(() => {
      const groups = new Map<string, GroupedCalls>();
      for (const { usage, ...row } of within(this.callRows, workspaceId, days)) {
        const day = groupBy.includes('DAY') ? row.day : null;
        const agentId = groupBy.includes('AGENT') ? row.agentId : null;
        const model = groupBy.includes('MODEL') ? row.model : null;
        const key = keyOf(day, agentId, model);
        const before = groups.get(key);
        groups.set(key, { day, agentId, model, usage: before ? together(before.usage, usage) : usage });
      }
      return sorted(groups).slice(0, limit);
    });
  }

  debates(workspaceId: string, days: Days): Promise<readonly Omit<CountedDebates, 'workspaceId'>[]> {
    return this.database.use(() => {
      const rows = within(this.debateRows, workspaceId, days).map(({ day, moment, debates }) => ({
        day,
        moment,
        debates,
      }));
      return sorted(new Map(rows.map((row) => [keyOf(row.day, row.moment), row])));
    });
  }
}

function within<Row extends { workspaceId: string; day: string }>(rows: Map<string, Row>, id: string, days: Days) {
  return [...rows.values()].filter(({ workspaceId, day }) => workspaceId === id && days.from <= day && day <= days.to);
}

function sorted<Row>(rows: Map<string, Row>): Row[] {
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}
