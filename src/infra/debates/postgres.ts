import { defineEntity, type FilterQuery, type InferEntity, p } from '@mikro-orm/core';
import { Debate, type DebateStatus } from '../../domain/debates/debate.ts';
import type { Claim, DebateCommand, DebatePage, DebateStore } from '../../domain/debates/ports.ts';
import type { Outcome, StopReason } from '../../domain/debates/verdict.ts';
import { LeaseLost } from '../../domain/shared/errors.ts';
import { storable } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

/** What is given at the start and never changes; beside what does, so that a step does not write the evidence again. */
type Setup = Pick<Debate, 'decision' | 'participants' | 'protocol'>;
type Progress = Pick<Debate, 'phase' | 'turns' | 'failures' | 'verdict'>;

export const DebateRow = defineEntity({
  name: 'DebateRow',
  tableName: 'debates',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    task: p.text(),
    status: p.text().$type<DebateStatus>(),
    outcome: p.text().$type<Outcome>().nullable(),
    stopReason: p.text().$type<StopReason>().nullable(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    setup: p.json<Setup>(),
    progress: p.json<Progress>(),
    leaseHolder: p.text().nullable(),
    leaseExpiresAt: p.datetime(3).nullable(),
    fence: p.integer().default(0),
  },
});

export const DebateCommandRow = defineEntity({
  name: 'DebateCommandRow',
  tableName: 'debate_commands',
  properties: {
    id: p.bigint().primary(),
    workspaceId: p.text(),
    debateId: p.text(),
    kind: p.text().$type<DebateCommand['kind']>(),
    requestedBy: p.text(),
  },
});

/** Nobody holds the debate, by the database's own clock: the clocks of two nodes may differ. */
const FREE = '(lease_holder is null or lease_expires_at < now())';

export class PostgresDebateStore implements DebateStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(debate: Debate): Promise<void> {
    const { id, workspaceId, createdAt, decision, participants, protocol } = debate;
    const setup = storable({ decision, participants, protocol }) as unknown as Setup;
    const given = { id, workspaceId, createdAt, task: decision.task, setup };
    await this.database.use((em) => em.insert(DebateRow, { ...given, ...columnsOf(debate) }));
  }

  async find(workspaceId: string, id: string): Promise<Debate | undefined> {
    return (await this.findMany(workspaceId, [id]))[0];
  }

  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]> {
    return this.database.use(async (em) =>
      (await em.find(DebateRow, { workspaceId, id: { $in: [...ids] } }, { disableIdentityMap: true })).map(toDebate),
    );
  }

  page(workspaceId: string, page: DebatePage): Promise<readonly Debate[]> {
    const newestFirst = page.order === 'NEWEST_FIRST';
    const beyond = newestFirst ? { after: '$lt', before: '$gt' } : { after: '$gt', before: '$lt' };
    const bounds = {
      ...(page.after !== undefined && { [beyond.after]: page.after }),
      ...(page.before !== undefined && { [beyond.before]: page.before }),
    };
    const direction = newestFirst === (page.from === 'START') ? 'desc' : 'asc';
    return this.database.use(async (em) => {
      const where = { ...matching(workspaceId, page), ...(Object.keys(bounds).length > 0 && { id: bounds }) };
      const options = { orderBy: { id: direction }, limit: page.limit, disableIdentityMap: true } as const;
      const found = (await em.find(DebateRow, where as FilterQuery<InferEntity<typeof DebateRow>>, options)).map(
        toDebate,
      );
      return page.from === 'START' ? found : found.reverse();
    });
  }

  count(workspaceId: string, filter: Pick<DebatePage, 'statuses' | 'outcomes' | 'text'>): Promise<number> {
    return this.database.use((em) => em.count(DebateRow, matching(workspaceId, filter)));
  }

  async save(debate: Debate, fence: number): Promise<void> {
    const where = { id: debate.id, fence };
    const saved = await this.database.use((em) => em.nativeUpdate(DebateRow, where, columnsOf(debate)));
    if (saved === 0) throw leaseLost(debate.id);
    if (debate.isEnded) {
      await this.database.use((em) => em.nativeDelete(DebateCommandRow, { debateId: debate.id }));
    }
  }

  async saveUnclaimed(debate: Debate): Promise<boolean> {
    const where = { id: debate.id, status: 'PENDING', fence: 0 } as const;
    return (await this.database.use((em) => em.nativeUpdate(DebateRow, where, columnsOf(debate)))) === 1;
  }

  async remove(workspaceId: string, id: string): Promise<void> {
    await this.database.use((em) => em.nativeDelete(DebateRow, { workspaceId, id }));
  }

  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined> {
    return this.database.use(async (em) => {
      const [claimed] = await em.execute<{ fence: number }[]>(
        `update debates set fence = fence + 1, lease_holder = ?, lease_expires_at = now() + ? * interval '1 ms'
         where id = ? and ended_at is null and ${FREE} returning fence`,
        [holder, leaseMs, id],
      );
      if (!claimed) return undefined;
      const row = await em.findOneOrFail(DebateRow, { id, fence: claimed.fence }, { disableIdentityMap: true });
      return { debate: toDebate(row), fence: claimed.fence };
    });
  }

  async renew(id: string, fence: number, leaseMs: number): Promise<void> {
    const sql = `update debates set lease_expires_at = now() + ? * interval '1 ms' where id = ? and fence = ? returning id`;
    const renewed = await this.database.use((em) => em.execute<unknown[]>(sql, [leaseMs, id, fence]));
    if (renewed.length === 0) throw leaseLost(id);
  }

  async release(id: string, fence: number): Promise<void> {
    await this.database.use((em) =>
      em.nativeUpdate(DebateRow, { id, fence }, { leaseHolder: null, leaseExpiresAt: null }),
    );
  }

  async releaseAll(): Promise<void> {
    const held = { leaseHolder: { $ne: null } };
    await this.database.use((em) => em.nativeUpdate(DebateRow, held, { leaseHolder: null, leaseExpiresAt: null }));
  }

  unheld(limit: number): Promise<readonly string[]> {
    return this.database.use(async (em) => {
      const sql = `select id from debates where ended_at is null and ${FREE} order by id limit ?`;
      return (await em.execute<{ id: string }[]>(sql, [limit])).map((row) => row.id);
    });
  }

  async command({ workspaceId, debateId, kind, requestedBy }: DebateCommand): Promise<boolean> {
    const sql = `insert into debate_commands (workspace_id, debate_id, kind, requested_by)
      select workspace_id, id, ?, ? from debates where workspace_id = ? and id = ? and ended_at is null for share
      returning id`;
    const parameters = [kind, requestedBy, workspaceId, debateId];
    return (await this.database.use((em) => em.execute<unknown[]>(sql, parameters))).length > 0;
  }

  commandsOf(debateId: string): Promise<readonly DebateCommand[]> {
    return this.database.use(async (em) => {
      const rows = await em.find(DebateCommandRow, { debateId }, { orderBy: { id: 'asc' }, disableIdentityMap: true });
      return rows.map(({ kind, workspaceId, requestedBy }) => ({ kind, debateId, workspaceId, requestedBy }));
    });
  }
}

function leaseLost(id: string): LeaseLost {
  return new LeaseLost(`Another process has taken ${id} over.`);
}

/** What changes while a debate runs. */
function columnsOf(debate: Debate) {
  const { status, outcome, stopReason, startedAt, endedAt, phase, turns, failures, verdict } = debate;
  const progress = storable({ phase, turns, failures, verdict }) as unknown as Progress;
  return { status, outcome, stopReason, startedAt, endedAt, progress };
}

function toDebate(row: InferEntity<typeof DebateRow>): Debate {
  const { id, workspaceId, createdAt, status, setup, progress } = row;
  const { outcome = null, stopReason = null, startedAt = null, endedAt = null } = row;
  const debate = new Debate({ id, workspaceId, createdAt, ...setup });
  return Object.assign(debate, { status, outcome, stopReason, startedAt, endedAt, ...progress });
}

function matching(
  workspaceId: string,
  { statuses, outcomes, text }: Pick<DebatePage, 'statuses' | 'outcomes' | 'text'>,
) {
  return {
    workspaceId,
    ...(statuses && { status: { $in: [...statuses] } }),
    ...(outcomes && { outcome: { $in: [...outcomes] } }),
    ...(text && { task: { $ilike: `%${text.replace(/[\\%_]/g, '\\$&')}%` } }),
  };
}
