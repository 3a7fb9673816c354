import type { StreamRef } from '../../domain/events/ports.ts';
import type { CallUsage } from '../../domain/usage/call-usage.ts';
import type { Counted } from '../../domain/usage/count.ts';
import type {
  CountedCalls,
  CountedDebates,
  CountedStream,
  GroupedCalls,
  UsageStore,
} from '../../domain/usage/ports.ts';
import type { UsageGroup } from '../../domain/usage/report.ts';
import type { Days } from '../../domain/usage/window.ts';
import type { Database } from '../postgres/database.ts';

const GROUPS = { DAY: 'day', AGENT: 'agent_id', MODEL: 'model' } as const satisfies Record<UsageGroup, string>;

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
const COLUMNS = Object.values(SUMS);

export class PostgresUsageStore implements UsageStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async streams(refs: readonly StreamRef[]): Promise<readonly CountedStream[]> {
    if (refs.length === 0) return [];
    const sql = `
      select workspace_id as "workspaceId", stream, counted, shared, agents::text as agents from usage_streams
      where (workspace_id, stream) in (${refs.map(() => '(?, ?)').join(', ')})`;
    const values = refs.flatMap(({ workspaceId, stream }) => [workspaceId, stream]);
    const rows = await this.database.use((em) => em.execute<(CountedStream & { agents: string })[]>(sql, values));
    return rows.map((row) => ({ ...row, agents: JSON.parse(row.agents) as CountedStream['agents'] }));
  }

  async add({ calls, debates, streams }: Counted): Promise<void> {
    for (const stream of streams) await this.addStream(stream);
    for (const one of calls) await this.addCalls(one);
    for (const one of debates) await this.addDebates(one);
  }

  private async addStream({ workspaceId, stream, counted, shared, agents }: CountedStream): Promise<void> {
    const sql = `
      insert into usage_streams (workspace_id, stream, counted, shared, agents) values (?, ?, ?, ?, ?::jsonb)
      on conflict (workspace_id, stream) do update set counted = excluded.counted`;
    await this.run(sql, [workspaceId, stream, counted, shared, JSON.stringify(agents)]);
  }

  private async addCalls({ workspaceId, day, agentId, model, usage }: CountedCalls): Promise<void> {
    const sql = `
      insert into usage_calls (workspace_id, day, agent_id, model, ${COLUMNS.join(', ')})
      values (?, ?::date, ?, ?, ${COLUMNS.map(() => '?::numeric').join(', ')})
      on conflict (workspace_id, day, agent_id, model) do update
      set ${COLUMNS.map((column) => `${column} = usage_calls.${column} + excluded.${column}`).join(', ')}`;
    await this.run(sql, [workspaceId, day, agentId, model, ...SUM_NAMES.map((name) => String(usage[name]))]);
  }

  private async addDebates({ workspaceId, day, moment, debates }: CountedDebates): Promise<void> {
    const sql = `
      insert into usage_debates (workspace_id, day, what, debates) values (?, ?::date, ?, ?)
      on conflict (workspace_id, day, what) do update set debates = usage_debates.debates + excluded.debates`;
    await this.run(sql, [workspaceId, day, moment, debates]);
  }

  async calls(
    workspaceId: string,
    { from, to }: Days,
    groupBy: readonly UsageGroup[],
    limit: number,
  ): Promise<readonly GroupedCalls[]> {
    const given = (group: UsageGroup) => groupBy.includes(group);
    const keys = (Object.keys(GROUPS) as UsageGroup[]).filter(given).map((group) => GROUPS[group]);
    const select = [
      given('DAY') ? 'day::text as day' : 'null as day',
      given('AGENT') ? 'agent_id as "agentId"' : 'null as "agentId"',
      given('MODEL') ? 'model' : 'null as model',
      ...SUM_NAMES.map((name) => `sum(${SUMS[name]})::text as "${name}"`),
    ];
    // Ids are ordered by their bytes, as everywhere else, whatever the language of the database.
    const order = keys.map((key) => (key === 'day' ? 'usage_calls.day' : `usage_calls.${key} collate "C"`));
    const sql = `
      select ${select.join(', ')} from usage_calls where workspace_id = ? and day between ?::date and ?::date
      ${keys.length > 0 ? `group by ${keys.map((key) => `usage_calls.${key}`).join(', ')} order by ${order.join(', ')}` : 'having count(*) > 0'}
      limit ?`;
    const rows = await this.database.use((em) => em.execute<GroupedRow[]>(sql, [workspaceId, from, to, limit]));
    return rows.map(toGrouped);
  }

  debates(workspaceId: string, { from, to }: Days): Promise<readonly Omit<CountedDebates, 'workspaceId'>[]> {
    const sql = `
      select usage_debates.day::text as day, what as moment, debates::int as debates from usage_debates
      where workspace_id = ? and day between ?::date and ?::date order by usage_debates.day, what collate "C"`;
    return this.database.use((em) => em.execute<CountedDebates[]>(sql, [workspaceId, from, to]));
  }

  private async run(sql: string, values: readonly unknown[]): Promise<void> {
    await this.database.use((em) => em.execute(sql, [...values]));
  }
}

type GroupedRow = Omit<GroupedCalls, 'usage'> & Readonly<Record<keyof CallUsage, string>>;

function toGrouped(row: GroupedRow): GroupedCalls {
  const { day, agentId, model } = row;
  const usage = Object.fromEntries(SUM_NAMES.map((name) => [name, Number(row[name])])) as unknown as CallUsage;
  return { day, agentId, model, usage };
}
