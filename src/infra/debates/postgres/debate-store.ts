import { type EntityData, type FilterQuery, type InferEntity, LockMode, raw } from '@mikro-orm/core';
import type { Debate } from '../../../domain/debates/debate.ts';
import { type DebatePart, withParts } from '../../../domain/debates/debate-parts.ts';
import type {
  DebateCommand,
  DebateFilter,
  DebatePage,
  DebateStore,
  StoredCommand,
} from '../../../domain/debates/ports.ts';
import type { Claim, DebateLease } from '../../../domain/debates/run/lease.ts';
import type { FormerRun } from '../../../domain/debates/run/resumption.ts';
import type { EventLog } from '../../../domain/events/ports.ts';
import { LeaseLost, userError } from '../../../domain/shared/errors.ts';
import type { Database } from '../../postgres/database.ts';
import { columnsOf, fixedColumnsOf, matching } from './debate-mapping.ts';
import { columnsWith, isMoving, toPartialDebate } from './debate-parts.ts';
import { debatesOf } from './debate-states.ts';
import { DebateCommandRow, DebateRow } from './rows.ts';

type Row = InferEntity<typeof DebateRow>;

// Leases use the clock of the database, because the clocks of nodes may differ.
const inMs = (ms: number) => raw<Date>("now() + ? * interval '1 ms'", [ms]);
const NOW = raw<Date>('now()');

/** Debates without a lease. */
const FREE = { endedAt: null, $or: [{ leaseHolder: null }, { leaseExpiresAt: { $lt: NOW } }] };
const HELD = { endedAt: null, leaseHolder: { $ne: null }, leaseExpiresAt: { $gte: NOW } };

/** Events after which the state of a running debate is written again, so that reading it takes few of them. */
const STATE_EVERY = 50;

/** Ends the lease. The name of the holder stays, so that the next holder learns that the run crashed. */
const CRASHED = { leaseExpiresAt: new Date(0) };

export class PostgresDebateStore implements DebateStore {
  private readonly database: Database;
  private readonly log: Pick<EventLog, 'readEach'>;
  /** The last event in the row of each debate that this process runs. */
  private readonly written = new WeakMap<Debate, number>();

  constructor(database: Database, log: Pick<EventLog, 'readEach'>) {
    this.database = database;
    this.log = log;
  }

  async add(debate: Debate, mostOpen = Number.POSITIVE_INFINITY): Promise<void> {
    await this.database.atomically(async () => {
      if (Number.isFinite(mostOpen)) await this.checkRoom(debate.workspaceId, mostOpen);
      const row = { ...fixedColumnsOf(debate), ...columnsOf(debate) };
      await this.database.repository(DebateRow, (debates) => debates.insert(row));
    });
  }

  /** Serialises the starts of a workspace, so that two starts do not both take the last place. */
  private async checkRoom(workspaceId: string, mostOpen: number): Promise<void> {
    await this.database.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`debates of ${workspaceId}`]);
    const open = await this.database.repository(DebateRow, (debates) => debates.count({ workspaceId, endedAt: null }));
    if (open >= mostOpen) throw quotaExceeded(open);
  }

  async find(workspaceId: string, id: string): Promise<Debate | undefined> {
    return (await this.findMany(workspaceId, [id]))[0];
  }

  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]> {
    return this.database.repository(DebateRow, async (debates) =>
      debatesOf(this.log, await debates.find({ workspaceId, id: { $in: [...ids] } })),
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
    const where = { ...matching(workspaceId, page), ...(Object.keys(bounds).length > 0 && { id: bounds }) };
    return this.database.repository(DebateRow, async (debates) => {
      const { parts, limit } = page;
      const list = debates.qb().select(columnsWith(parts)).where(where).orderBy({ id: direction });
      const rows = await list.limit(limit).execute<Row[]>('all');
      const found = parts ? await this.withParts(workspaceId, rows, parts) : await debatesOf(this.log, rows);
      return page.from === 'START' ? found : [...found].reverse();
    });
  }

  /** Debates of which rows were read in part. Those whose later events change these parts are read whole. */
  private async withParts(workspaceId: string, rows: readonly Row[], parts: readonly DebatePart[]) {
    const moving = rows.filter((row) => isMoving(row, parts)).map(({ id }) => id);
    const whole = moving.length > 0 ? await this.findMany(workspaceId, moving) : [];
    return rows.flatMap((row) => {
      const isWhole = moving.includes(row.id);
      const debate = isWhole ? whole.find(({ id }) => id === row.id) : toPartialDebate(workspaceId, row);
      return debate ? [withParts(debate, parts)] : [];
    });
  }

  count(workspaceId: string, filter: DebateFilter): Promise<number> {
    return this.database.repository(DebateRow, (debates) => debates.count(matching(workspaceId, filter)));
  }

  /** Most steps only append events, which the caller does: the row would be written whole. */
  save(debate: Debate, fence: number): Promise<void> {
    return this.database.atomically(async () => {
      const { id, seq, isEnded } = debate;
      const isDue = isEnded || seq - (this.written.get(debate) ?? Number.NEGATIVE_INFINITY) >= STATE_EVERY;
      const isHeld = isDue ? await this.update({ id, fence }, columnsOf(debate)) : await this.isHeld(id, fence);
      if (!isHeld) throw leaseLost(id);
      if (isEnded) await this.forgetCommands(id);
      if (isDue) await this.database.afterCommit(() => this.written.set(debate, seq));
    });
  }

  /** Locks the row, so that no other process can claim the debate before the transaction ends. */
  private async isHeld(id: string, fence: number): Promise<boolean> {
    const options = { fields: ['id'], lockMode: LockMode.PESSIMISTIC_READ } as const;
    const row = await this.database.repository(DebateRow, (debates) => debates.findOne({ id, fence }, options));
    return row !== null;
  }

  async saveUnclaimed(debate: Debate): Promise<boolean> {
    const isSaved = await this.update({ id: debate.id, status: 'PENDING', fence: 0 }, columnsOf(debate));
    if (isSaved) await this.forgetCommands(debate.id);
    return isSaved;
  }

  private async forgetCommands(debateId: string): Promise<void> {
    await this.database.repository(DebateCommandRow, (commands) => commands.nativeDelete({ debateId }));
  }

  async remove(workspaceId: string, id: string): Promise<boolean> {
    return (await this.database.repository(DebateRow, (debates) => debates.nativeDelete({ workspaceId, id }))) === 1;
  }

  saveGroundTruth(workspaceId: string, id: string, groundTruth: string): Promise<boolean> {
    return this.update({ workspaceId, id }, { groundTruth });
  }

  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined> {
    return this.database.repository(DebateRow, async (debates) => {
      const lease = { leaseHolder: holder, leaseExpiresAt: inMs(leaseMs), fence: raw<number>('fence + 1') };
      // The right side is the value before the update: null when the last holder released the debate.
      const change = { ...lease, formerHolder: raw<string>('lease_holder') };
      const claim = debates
        .qb()
        .update(change)
        .where({ id, ...FREE })
        .returning('*');
      const row = await claim.execute<Row | null>('get');
      const [debate] = row ? await debatesOf(this.log, [row]) : [];
      if (!row || !debate) return undefined;
      return { debate, fence: row.fence, former: row.formerHolder == null ? 'RELEASED' : 'CRASHED' };
    });
  }

  async renew(id: string, fence: number, leaseMs: number): Promise<void> {
    if (!(await this.update({ id, fence }, { leaseExpiresAt: inMs(leaseMs) }))) throw leaseLost(id);
  }

  async release(id: string, fence: number, how: FormerRun): Promise<void> {
    await this.update({ id, fence }, how === 'RELEASED' ? { leaseHolder: null, leaseExpiresAt: null } : CRASHED);
  }

  async releaseOf(isGone: (holder: string) => boolean): Promise<void> {
    await this.database.repository(DebateRow, async (debates) => {
      const held = { endedAt: null, leaseHolder: { $ne: null } };
      const holders = await debates.qb().select('leaseHolder', true).where(held).execute<{ leaseHolder: string }[]>();
      const gone = holders.map(({ leaseHolder }) => leaseHolder).filter(isGone);
      if (gone.length > 0) await debates.nativeUpdate({ leaseHolder: { $in: gone } }, CRASHED);
    });
  }

  unheld(limit: number): Promise<readonly string[]> {
    return this.database.repository(DebateRow, async (debates) => {
      const options = { fields: ['id'], orderBy: { id: 'asc' }, limit } as const;
      return (await debates.find(FREE, options)).map(({ id }) => id);
    });
  }

  hasOpen(): Promise<boolean> {
    return this.database.repository(DebateRow, async (debates) => {
      const options = { fields: ['id'], limit: 1 } as const;
      return (await debates.find({ endedAt: null }, options)).length > 0;
    });
  }

  leases(): Promise<readonly DebateLease[]> {
    return this.database.repository(DebateRow, async (debates) => {
      const fields = ['id', 'workspaceId', 'leaseHolder', 'leaseExpiresAt'] as const;
      const rows = await debates.find(HELD, { fields, orderBy: { id: 'asc' } });
      return rows.map(({ id, workspaceId, leaseHolder, leaseExpiresAt }) => ({
        ...{ debateId: id, workspaceId, holder: leaseHolder as string, expiresAt: leaseExpiresAt as Date },
      }));
    });
  }

  command({ workspaceId, debateId, kind, requestedBy, text = null }: DebateCommand): Promise<boolean> {
    return this.database.atomically(async () => {
      // Locked, so that the debate cannot end before the command is stored.
      const open = await this.database.repository(DebateRow, (debates) =>
        debates.findOne(
          { workspaceId, id: debateId, endedAt: null },
          { fields: ['id'], lockMode: LockMode.PESSIMISTIC_READ },
        ),
      );
      if (!open) return false;
      const row = { workspaceId, debateId, kind, requestedBy, text };
      await this.database.repository(DebateCommandRow, (commands) => commands.insert(row));
      return true;
    });
  }

  commandsOf(debateId: string): Promise<readonly StoredCommand[]> {
    return this.database.repository(DebateCommandRow, async (commands) => {
      const rows = await commands.find({ debateId }, { orderBy: { id: 'asc' } });
      return rows.map(({ id, text = null, requestedAt: _, ...command }) => ({ ...command, id: `${id}`, text }));
    });
  }

  async consume(ids: readonly string[]): Promise<void> {
    await this.database.repository(DebateCommandRow, (commands) =>
      commands.nativeDelete({ id: { $in: ids.map(BigInt) } }),
    );
  }

  /** Whether a row matched. */
  private update(where: FilterQuery<Row>, change: EntityData<Row>): Promise<boolean> {
    return this.database.repository(DebateRow, async (debates) => (await debates.nativeUpdate(where, change)) === 1);
  }
}

export function quotaExceeded(open: number) {
  const message = `The workspace has ${open} debates that have not ended, as many as it may. Wait for one, or cancel one.`;
  return userError('QUOTA_EXCEEDED', message);
}

function leaseLost(id: string): LeaseLost {
  return new LeaseLost(`Another process has taken ${id} over.`);
}
