import { defineEntity, type FilterQuery, type InferEntity, p } from '@mikro-orm/core';
import { Debate } from '../../../domain/debates/debate.ts';
import type { DebateState, DebateStatus } from '../../../domain/debates/debate-state.ts';
import type { DebateCommand, DebatePage, DebateStore, StoredCommand } from '../../../domain/debates/ports.ts';
import type { Claim, DebateLease } from '../../../domain/debates/run/lease.ts';
import type { FormerRun } from '../../../domain/debates/run/resumption.ts';
import type { Outcome, StopReason } from '../../../domain/debates/verdict/verdict.ts';
import { LeaseLost, userError } from '../../../domain/shared/errors.ts';
import { storable } from '../../../domain/shared/json.ts';
import type { Database } from '../../postgres/database.ts';

/** What is given at the start and never changes; beside what does, so that a step does not write the evidence again. */
type Setup = Pick<Debate, 'decision' | 'participants' | 'protocol' | 'origin'>;

/** The parts of the state that no list filters or sorts by. */
type Progress = Omit<DebateState, 'status' | 'outcome' | 'stopReason' | 'startedAt' | 'endedAt'>;

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
    groundTruth: p.text().nullable(),
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
    text: p.text().nullable(),
  },
});

interface LeaseRow extends Omit<DebateLease, 'expiresAt'> {
  readonly expiresAt: number | string;
}

/** Nobody holds the debate, by the database's own clock: the clocks of two nodes may differ. */
const FREE = '(lease_holder is null or lease_expires_at < now())';

/** The lease is over; its holder stays named, so that the next one learns how it ended. */
const CRASHED = { leaseExpiresAt: new Date(0) };

export class PostgresDebateStore implements DebateStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(debate: Debate, mostOpen = Number.POSITIVE_INFINITY): Promise<void> {
    const { id, workspaceId, createdAt, decision, participants, protocol, origin } = debate;
    const setup = storable({ decision, participants, protocol, origin }) as unknown as Setup;
    const given = { id, workspaceId, createdAt, task: decision.task, setup };
    await this.database.atomically(async () => {
      if (Number.isFinite(mostOpen)) await this.checkRoom(workspaceId, mostOpen);
      await this.database.use((em) => em.insert(DebateRow, { ...given, ...columnsOf(debate) }));
    });
  }

  /** One start of a workspace at a time, so that two do not both take the last place. */
  private async checkRoom(workspaceId: string, mostOpen: number): Promise<void> {
    const open = await this.database.use(async (em) => {
      await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`debates of ${workspaceId}`]);
      return em.count(DebateRow, { workspaceId, endedAt: null });
    });
    if (open >= mostOpen) throw quotaExceeded(open);
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
    if (debate.isEnded) await this.forgetCommands(debate.id);
  }

  async saveUnclaimed(debate: Debate): Promise<boolean> {
    const where = { id: debate.id, status: 'PENDING', fence: 0 } as const;
    const saved = await this.database.use((em) => em.nativeUpdate(DebateRow, where, columnsOf(debate)));
    if (saved === 1) await this.forgetCommands(debate.id);
    return saved === 1;
  }

  private async forgetCommands(debateId: string): Promise<void> {
    await this.database.use((em) => em.nativeDelete(DebateCommandRow, { debateId }));
  }

  async remove(workspaceId: string, id: string): Promise<boolean> {
    return (await this.database.use((em) => em.nativeDelete(DebateRow, { workspaceId, id }))) === 1;
  }

  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined> {
    return this.database.use(async (em) => {
      // Who let it go in order is not named any more.
      const [claimed] = await em.execute<{ fence: number; former: string | null }[]>(
        `with free as (select id, lease_holder from debates where id = ? and ended_at is null and ${FREE} for update)
         update debates set fence = fence + 1, lease_holder = ?, lease_expires_at = now() + ? * interval '1 ms'
         from free where debates.id = free.id returning fence, free.lease_holder as former`,
        [id, holder, leaseMs],
      );
      if (!claimed) return undefined;
      const { fence, former } = claimed;
      const row = await em.findOneOrFail(DebateRow, { id, fence }, { disableIdentityMap: true });
      return { debate: toDebate(row), fence, former: former === null ? 'RELEASED' : 'CRASHED' };
    });
  }

  async renew(id: string, fence: number, leaseMs: number): Promise<void> {
    const sql = `update debates set lease_expires_at = now() + ? * interval '1 ms' where id = ? and fence = ? returning id`;
    const renewed = await this.database.use((em) => em.execute<unknown[]>(sql, [leaseMs, id, fence]));
    if (renewed.length === 0) throw leaseLost(id);
  }

  async release(id: string, fence: number, how: FormerRun): Promise<void> {
    const free = how === 'RELEASED' ? { leaseHolder: null, leaseExpiresAt: null } : CRASHED;
    await this.database.use((em) => em.nativeUpdate(DebateRow, { id, fence }, free));
  }

  async releaseOf(isGone: (holder: string) => boolean): Promise<void> {
    await this.database.use(async (em) => {
      const sql =
        'select distinct lease_holder as holder from debates where ended_at is null and lease_holder is not null';
      const gone = (await em.execute<{ holder: string }[]>(sql)).map(({ holder }) => holder).filter(isGone);
      if (gone.length > 0) await em.nativeUpdate(DebateRow, { leaseHolder: { $in: gone } }, CRASHED);
    });
  }

  unheld(limit: number): Promise<readonly string[]> {
    return this.database.use(async (em) => {
      const sql = `select id from debates where ended_at is null and ${FREE} order by id limit ?`;
      return (await em.execute<{ id: string }[]>(sql, [limit])).map((row) => row.id);
    });
  }

  leases(): Promise<readonly DebateLease[]> {
    return this.database.use(async (em) => {
      const sql = `select id as "debateId", workspace_id as "workspaceId", lease_holder as holder,
        extract(epoch from lease_expires_at) * 1000 as "expiresAt"
        from debates where ended_at is null and not ${FREE} order by id`;
      const rows = await em.execute<LeaseRow[]>(sql);
      return rows.map((row) => ({ ...row, expiresAt: new Date(Number(row.expiresAt)) }));
    });
  }

  async command({ workspaceId, debateId, kind, requestedBy, text = null }: DebateCommand): Promise<boolean> {
    const sql = `insert into debate_commands (workspace_id, debate_id, kind, requested_by, text)
      select workspace_id, id, ?, ?, ? from debates where workspace_id = ? and id = ? and ended_at is null for share
      returning id`;
    const parameters = [kind, requestedBy, text, workspaceId, debateId];
    return (await this.database.use((em) => em.execute<unknown[]>(sql, parameters))).length > 0;
  }

  async commandsOf(debateId: string): Promise<readonly StoredCommand[]> {
    // Past the mapper: every running debate asks this every second.
    const sql = `select id::text, kind, debate_id as "debateId", workspace_id as "workspaceId", requested_by as "requestedBy", text
      from debate_commands where debate_id = $1 order by debate_commands.id`;
    return this.database.query<StoredCommand>(sql, [debateId]);
  }

  async consume(ids: readonly string[]): Promise<void> {
    await this.database.use((em) => em.nativeDelete(DebateCommandRow, { id: { $in: ids.map(BigInt) } }));
  }

  async saveGroundTruth(workspaceId: string, id: string, answer: string): Promise<boolean> {
    const noted = { groundTruth: answer };
    return (await this.database.use((em) => em.nativeUpdate(DebateRow, { workspaceId, id }, noted))) === 1;
  }
}

export function quotaExceeded(open: number) {
  const message = `The workspace has ${open} debates that have not ended, as many as it may. Wait for one, or cancel one.`;
  return userError('QUOTA_EXCEEDED', message);
}

function leaseLost(id: string): LeaseLost {
  return new LeaseLost(`Another process has taken ${id} over.`);
}

/** The state of a debate, as columns. It holds only what came from stored events, so all of it is storable. */
function columnsOf({ state }: Debate) {
  const { status, outcome, stopReason, startedAt, endedAt, ...progress } = state;
  return { status, outcome, stopReason, startedAt, endedAt, progress };
}

function toDebate(row: InferEntity<typeof DebateRow>): Debate {
  const { id, workspaceId, createdAt, setup, status, progress } = row;
  const { outcome = null, stopReason = null, startedAt = null, endedAt = null, groundTruth = null } = row;
  const state = { ...progress, status, outcome, stopReason, startedAt, endedAt };
  return new Debate({ id, workspaceId, createdAt, ...setup }, state, groundTruth);
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
