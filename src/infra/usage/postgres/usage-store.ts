import { raw } from '@mikro-orm/core';
import type { StreamRef } from '../../../domain/events/ports.ts';
import type { CallUsage } from '../../../domain/usage/call-usage.ts';
import type { Counted } from '../../../domain/usage/count.ts';
import type {
  CountedCalls,
  CountedDebates,
  CountedStream,
  GroupedCalls,
  UsageStore,
} from '../../../domain/usage/ports.ts';
import type { UsageGroup } from '../../../domain/usage/report.ts';
import type { Days } from '../../../domain/usage/window.ts';
import type { Database } from '../../postgres/database.ts';
import { UsageCallRow, UsageDebateRow, UsageStreamRow } from './rows.ts';

/** In the order of a report. */
const GROUPS = { DAY: 'day', AGENT: 'agentId', MODEL: 'model' } as const satisfies Record<UsageGroup, string>;

/** The columns that are added up, by the names they have in the domain. */
const SUMS = {
  calls: 'calls',
  failedCalls: 'failed_calls',
  unpricedCalls: 'unpriced_calls',
  estimatedCalls: 'estimated_calls',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  knownCostUsd: 'known_cost_usd',
} as const satisfies Record<keyof CallUsage, string>;
const SUM_NAMES = Object.keys(SUMS) as (keyof CallUsage)[];

export class PostgresUsageStore implements UsageStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  streams(refs: readonly StreamRef[]): Promise<readonly CountedStream[]> {
    const $or = refs.map(({ workspaceId, stream }) => ({ workspaceId, stream }));
    return this.database.repository(UsageStreamRow, async (streams) => {
      const rows = $or.length > 0 ? await streams.find({ $or }) : [];
      return rows.map(({ workspaceId, stream, counted, shared, agents }) => {
        return { workspaceId, stream, counted, shared, agents };
      });
    });
  }

  async add({ calls, debates, streams }: Counted): Promise<void> {
    await this.addStreams(streams);
    for (const one of calls) await this.addCalls(one);
    for (const one of debates) await this.addDebates(one);
  }

  private async addStreams(counted: readonly CountedStream[]): Promise<void> {
    await this.database.repository(UsageStreamRow, (streams) =>
      streams.upsertMany([...counted], { onConflictMergeFields: ['counted'] }),
    );
  }

  private async addCalls({ usage, ...row }: CountedCalls): Promise<void> {
    const added = (name: keyof CallUsage) => raw<number>(`usage_calls.${SUMS[name]} + excluded.${SUMS[name]}`);
    const sums = Object.fromEntries(SUM_NAMES.map((name) => [name, added(name)]));
    await this.database.repository(UsageCallRow, (calls) =>
      calls
        .qb()
        .insert({ ...row, ...usage })
        .onConflict(['workspaceId', 'day', 'agentId', 'model'])
        .merge(sums)
        .execute('run'),
    );
  }

  private async addDebates(row: CountedDebates): Promise<void> {
    const sum = { debates: raw<number>('usage_debates.debates + excluded.debates') };
    await this.database.repository(UsageDebateRow, (debates) =>
      debates.qb().insert(row).onConflict(['workspaceId', 'day', 'moment']).merge(sum).execute('run'),
    );
  }

  calls(
    workspaceId: string,
    { from, to }: Days,
    groupBy: readonly UsageGroup[],
    limit: number,
  ): Promise<readonly GroupedCalls[]> {
    const keys = (Object.keys(GROUPS) as UsageGroup[]).filter((group) => groupBy.includes(group));
    const columns = keys.map((group) => GROUPS[group]);
    const sums = SUM_NAMES.map((name) => raw(`sum(${SUMS[name]})::text`).as(name));
    return this.database.repository(UsageCallRow, async (calls) => {
      const query = calls.qb().select([...columns, ...sums]);
      query
        .where({ workspaceId, day: { $gte: from, $lte: to } })
        .groupBy(columns)
        .limit(limit);
      // Without groups there is one row, or none.
      if (columns.length > 0) query.orderBy(columns.map((column) => ({ [column]: 'asc' })));
      else query.having('count(*) > 0');
      return (await query.execute<GroupedRow[]>()).map(toGrouped);
    });
  }

  debates(workspaceId: string, { from, to }: Days): Promise<readonly Omit<CountedDebates, 'workspaceId'>[]> {
    return this.database.repository(UsageDebateRow, async (debates) => {
      const where = { workspaceId, day: { $gte: from, $lte: to } };
      const rows = await debates.find(where, { orderBy: { day: 'asc', moment: 'asc' } });
      return rows.map((row) => ({ day: row.day, moment: row.moment, debates: row.debates }));
    });
  }
}

type GroupedRow = Partial<Omit<GroupedCalls, 'usage'>> & Readonly<Record<keyof CallUsage, string>>;

function toGrouped({ day = null, agentId = null, model = null, ...sums }: GroupedRow): GroupedCalls {
  const usage = Object.fromEntries(SUM_NAMES.map((name) => [name, Number(sums[name])])) as unknown as CallUsage;
  return { day, agentId, model, usage };
}
