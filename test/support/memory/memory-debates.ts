import { Debate } from '../../../src/domain/debates/debate.ts';
import { withParts } from '../../../src/domain/debates/debate-parts.ts';
import { matchesFilter } from '../../../src/domain/debates/list-debates.ts';
import type {
  DebateCommand,
  DebateFilter,
  DebatePage,
  DebateStore,
  StoredCommand,
} from '../../../src/domain/debates/ports.ts';
import type { Claim, DebateLease } from '../../../src/domain/debates/run/lease.ts';
import type { FormerRun } from '../../../src/domain/debates/run/resumption.ts';
import { LeaseLost, userError } from '../../../src/domain/shared/errors.ts';
import { storable } from '../../../src/domain/shared/json.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { MemoryDatabase } from './memory-database.ts';
import { MemoryDebateRecords } from './memory-records.ts';

/** A time before the start of every clock. */
const LONG_AGO = Number.NEGATIVE_INFINITY;

interface Row {
  readonly debate: Debate;
  readonly fence: number;
  /** The process with the last claim. */
  readonly holder: string;
  /** null when no process holds the debate. */
  readonly heldUntil: number | null;
}

/** Debates, leases and commands in memory. Leases use the monotonic clock. */
export class MemoryDebateStore implements DebateStore {
  private readonly database: MemoryDatabase;
  private readonly clock: Clock;
  private readonly rows: Map<string, Row>;
  private readonly commands: Map<string, readonly StoredCommand[]>;

  private readonly records: MemoryDebateRecords;
  private lastCommand = 0;

  constructor(clock: Clock, database = new MemoryDatabase(), records = new MemoryDebateRecords(database)) {
    this.records = records;
    this.database = database;
    this.clock = clock;
    this.rows = database.table();
    this.commands = database.table();
  }

  add(debate: Debate, mostOpen = Number.POSITIVE_INFINITY): Promise<void> {
    return this.database.use(() => {
      const open = this.matching(debate.workspaceId, {}).filter(({ isEnded }) => !isEnded).length;
      if (open >= mostOpen) throw userError('QUOTA_EXCEEDED', `The workspace has ${open} debates that have not ended.`);
      if (this.rows.has(debate.id)) throw new Error(`The debate ${debate.id} exists already.`);
      this.rows.set(debate.id, { debate: copy(debate), fence: 0, holder: '', heldUntil: null });
    });
  }

  async find(workspaceId: string, id: string): Promise<Debate | undefined> {
    return (await this.findMany(workspaceId, [id]))[0];
  }

  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]> {
    return this.database.use(() => this.matching(workspaceId, {}).filter((debate) => ids.includes(debate.id)));
  }

  page(
    workspaceId: string,
    { order, from, limit, after, before, parts, ...filter }: DebatePage,
  ): Promise<readonly Debate[]> {
    return this.database.use(() => {
      const oldestFirst = this.matching(workspaceId, filter);
      const ordered = order === 'OLDEST_FIRST' ? oldestFirst : oldestFirst.reverse();
      const comesLater = (id: string, than: string) => (order === 'OLDEST_FIRST' ? id > than : id < than);
      const within = ordered
        .filter(({ id }) => after === undefined || comesLater(id, after))
        .filter(({ id }) => before === undefined || comesLater(before, id));
      const found = from === 'START' ? within.slice(0, limit) : within.slice(-limit);
      return parts ? found.map((debate) => withParts(debate, parts)) : found;
    });
  }

  count(workspaceId: string, filter: DebateFilter): Promise<number> {
    return this.database.use(() => this.matching(workspaceId, filter).length);
  }

  save(debate: Debate, fence: number): Promise<void> {
    return this.database.use(() => {
      this.replace(debate.id, fence, (row) => ({ ...row, debate: copy(debate) }));
      if (debate.isEnded) this.commands.delete(debate.id);
    });
  }

  saveUnclaimed(debate: Debate): Promise<boolean> {
    return this.database.use(() => {
      const row = this.rows.get(debate.id);
      if (row?.fence !== 0 || row.debate.status !== 'PENDING') return false;
      this.rows.set(debate.id, { ...row, debate: copy(debate) });
      this.commands.delete(debate.id);
      return true;
    });
  }

  remove(workspaceId: string, id: string): Promise<boolean> {
    return this.database.use(() => {
      if (this.rows.get(id)?.debate.workspaceId !== workspaceId) return false;
      this.commands.delete(id);
      this.records.forget(id);
      return this.rows.delete(id);
    });
  }

  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined> {
    return this.database.use(() => {
      const row = this.rows.get(id);
      if (!row || !this.isFree(row)) return undefined;
      const fence = row.fence + 1;
      this.rows.set(id, { ...row, fence, holder, heldUntil: this.clock.monotonicMs() + leaseMs });
      return { debate: copy(row.debate), fence, former: row.heldUntil === null ? 'RELEASED' : 'CRASHED' };
    });
  }

  renew(id: string, fence: number, leaseMs: number): Promise<void> {
    return this.database.use(() =>
      this.replace(id, fence, (row) => ({ ...row, heldUntil: this.clock.monotonicMs() + leaseMs })),
    );
  }

  release(id: string, fence: number, how: FormerRun): Promise<void> {
    return this.database.use(() => {
      const row = this.rows.get(id);
      if (row?.fence === fence) this.rows.set(id, { ...row, heldUntil: how === 'RELEASED' ? null : LONG_AGO });
    });
  }

  releaseOf(isGone: (holder: string) => boolean): Promise<void> {
    return this.database.use(() => {
      for (const [id, row] of this.rows) if (isGone(row.holder)) this.rows.set(id, { ...row, heldUntil: LONG_AGO });
    });
  }

  unheld(limit: number): Promise<readonly string[]> {
    return this.database.use(() => {
      const free = [...this.rows].filter(([, row]) => this.isFree(row)).map(([id]) => id);
      return free.sort().slice(0, limit);
    });
  }

  hasOpen(): Promise<boolean> {
    return this.database.use(() => [...this.rows.values()].some(({ debate }) => !debate.isEnded));
  }

  leases(): Promise<readonly DebateLease[]> {
    return this.database.use(() => {
      const now = this.clock.monotonicMs();
      const held = [...this.rows.values()].filter((row) => !row.debate.isEnded && !this.isFree(row));
      const leases = held.map(({ debate: { id: debateId, workspaceId }, holder, heldUntil }) => {
        const expiresAt = new Date(this.clock.now().getTime() + (heldUntil ?? now) - now);
        return { debateId, workspaceId, holder, expiresAt };
      });
      return leases.sort((one, other) => (one.debateId < other.debateId ? -1 : 1));
    });
  }

  command(command: DebateCommand): Promise<boolean> {
    return this.database.use(() => {
      const debate = this.rows.get(command.debateId)?.debate;
      if (debate?.workspaceId !== command.workspaceId || debate.isEnded) return false;
      const stored = { text: null, ...command, id: String(++this.lastCommand) };
      this.commands.set(command.debateId, [...(this.commands.get(command.debateId) ?? []), stored]);
      return true;
    });
  }

  commandsOf(debateId: string): Promise<readonly StoredCommand[]> {
    return this.database.use(() => this.commands.get(debateId) ?? []);
  }

  consume(ids: readonly string[]): Promise<void> {
    return this.database.use(() => {
      for (const [debateId, commands] of this.commands) {
        const left = commands.filter(({ id }) => !ids.includes(id));
        this.commands.set(debateId, left);
      }
    });
  }

  saveGroundTruth(workspaceId: string, id: string, answer: string): Promise<boolean> {
    return this.database.use(() => {
      const row = this.rows.get(id);
      if (row?.debate.workspaceId !== workspaceId) return false;
      this.rows.set(id, { ...row, debate: copy(row.debate, answer) });
      return true;
    });
  }

  private isFree({ debate, heldUntil }: Row): boolean {
    return !debate.isEnded && (heldUntil === null || heldUntil < this.clock.monotonicMs());
  }

  private replace(id: string, fence: number, change: (row: Row) => Row): void {
    const row = this.rows.get(id);
    if (row?.fence !== fence) throw new LeaseLost(`Another process has taken ${id} over.`);
    this.rows.set(id, change(row));
  }

  /** Copies of the matching debates, oldest first. */
  private matching(workspaceId: string, filter: DebateFilter): Debate[] {
    return [...this.rows.values()]
      .map(({ debate }) => copy(debate))
      .filter((debate) => debate.workspaceId === workspaceId && matchesFilter(debate, filter))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}

/** The debate as a database would return it: without shared objects and new events, and only with text that can be stored. */
function copy(debate: Debate, groundTruth = debate.groundTruth): Debate {
  const { id, workspaceId, createdAt, decision, participants, protocol, origin, formerPanels } = debate;
  const { startedAt, endedAt, ...state } = debate.state;
  const setup = storable({ decision, participants, protocol, origin, formerPanels }) as unknown as Setup;
  const progress = storable(state) as unknown as typeof state;
  return new Debate({ id, workspaceId, createdAt, ...setup }, { ...progress, startedAt, endedAt }, groundTruth);
}

type Setup = Pick<Debate, 'decision' | 'participants' | 'protocol' | 'origin' | 'formerPanels'>;
