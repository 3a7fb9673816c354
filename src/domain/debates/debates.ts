import type { Actor } from '../access/actor.ts';
import { seqOf } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/event.ts';
import { type FollowPorts, follow } from '../events/follow.ts';
import type { StreamRef } from '../events/ports.ts';
import type { Followed } from '../events/shared-stream.ts';
import type { PageRequest } from '../shared/connection.ts';
import { notFound, Unavailable, userError } from '../shared/errors.ts';
import type { AfterCommit, Ids } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import { checkSearched } from '../shared/searched-text.ts';
import type { Emit } from '../shared/signals.ts';
import { Debate } from './debate.ts';
import { type DebateStatistics, debateStatistics } from './debate-statistics.ts';
import { erase } from './erase.ts';
import {
  allDebates,
  checkFilter,
  type DebateList,
  type ListRequest,
  listDebates,
  matchesFilter,
} from './list-debates.ts';
import { type EventList, listEvents } from './list-events.ts';
import { debateChanges } from './live/debate-changes.ts';
import { type LiveTextPorts, liveText } from './live/live-text.ts';
import type { TurnText } from './live/turn-text.ts';
import type {
  DebateFilter,
  DebateRecords,
  DebateStore,
  EraseReceipt,
  Panel,
  RecordAction,
  SettleBeforeErasure,
  WakeSoon,
} from './ports.ts';
import type { Limits } from './protocol.ts';
import { cancel, untilEnded } from './run/cancel-debate.ts';
import { type CommitPorts, persist } from './run/commit.ts';
import { checkInterjection } from './run/interjection.ts';
import { commandStreamOf } from './run/known-commands.ts';
import { type CheckedStart, checkStart, type StartDebate } from './start/check-start.ts';
import { type Estimate, estimate } from './start/estimate.ts';
import { type ForkDebate, forkOf } from './start/fork-of.ts';
import { setWeightsAndPolicy } from './start/set-weights-and-policy.ts';
import { checkGroundTruth } from './verdict/ground-truth.ts';

export interface DebatesPorts extends CommitPorts, FollowPorts, LiveTextPorts {
  readonly store: DebateStore;
  readonly ids: Ids;
  readonly wakeSoon: WakeSoon;
  readonly settleBeforeErasure: SettleBeforeErasure;
  readonly panel: Panel;
  readonly records: DebateRecords;
  readonly afterCommit: AfterCommit;
  readonly eraseReceipt: EraseReceipt;
  readonly recordAction: RecordAction;
  readonly emit: Emit;
  /** Limits of debates of language models for which none are asked. */
  readonly defaultLimits: Limits;
  /** Most debates of one workspace that wait or run at a time. */
  readonly mostOpen: number;
  /** Whether the server is shutting down and takes nothing new on. */
  isDraining(): boolean;
  /** Most events one read brings to a follower. */
  readonly readBatch: number;
}

/** The debates of a workspace: starting, reading, following and ending them. */
export class Debates {
  private readonly ports: DebatesPorts;

  constructor(ports: DebatesPorts) {
    this.ports = ports;
  }

  /**
   * Stores a debate and has it run soon. Throws a `UserError` with every mistake of the input, or `Unavailable` while the
   * server shuts down.
   */
  async start(actor: Actor, input: StartDebate): Promise<Debate> {
    return this.begin(actor, async (place) => {
      const checked = await setWeightsAndPolicy(this.check(input), this.ports.records, actor.workspaceId);
      return Debate.start({ ...checked, ...place });
    });
  }

  /** Calls, tokens and cost that such a debate would take. Throws a `UserError` as `start` would. */
  estimate(input: StartDebate): Estimate {
    return estimate(this.check(input), this.ports.panel);
  }

  /**
   * Starts a debate that shares another one's events up to the cursor and goes on from there, with the changes of the input.
   * Throws a `UserError` as `start` would, and where there is no turn to go on from.
   */
  async fork(actor: Actor, input: ForkDebate): Promise<Debate> {
    const original = await this.find(actor, input.debateId);
    return this.begin(actor, (place) => forkOf(this.ports, { actor, original, input, place }));
  }

  private check(wanted: StartDebate): CheckedStart {
    const { panel, defaultLimits, clock } = this.ports;
    return checkStart(wanted, { panel, defaultLimits, now: clock.now() });
  }

  /** Stores a new debate, and has it run soon. */
  private async begin({ workspaceId }: Actor, make: MakeDebate): Promise<Debate> {
    const { ids, clock, emit, afterCommit, isDraining } = this.ports;
    if (isDraining()) throw new Unavailable('The server is shutting down. Try again shortly.');
    const debate = await make({ id: ids.next('dbt'), workspaceId, createdAt: clock.now() });
    await this.store(debate);
    await afterCommit(() => emit('debateCreated', { debateId: debate.id, workspaceId }));
    await this.notify({ workspaceId, stream: debate.id });
    return debate;
  }

  private async store(debate: Debate): Promise<void> {
    const { store, wakeSoon, mostOpen } = this.ports;
    await persist(this.ports, debate, async () => {
      await store.add(debate, mostOpen);
      await wakeSoon(debate.id);
    });
  }

  private notify(ref: StreamRef): Promise<void> {
    const { afterCommit, bus } = this.ports;
    return afterCommit(() => bus.notify(ref));
  }

  /** Throws a `UserError` (NOT_FOUND) when the workspace has no such debate. */
  async find(actor: Actor, id: string): Promise<Debate> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id);
    return debate;
  }

  /** In the order of the ids; undefined for those the workspace does not have. */
  async findMany(actor: Pick<Actor, 'workspaceId'>, ids: readonly string[]): Promise<readonly (Debate | undefined)[]> {
    // Nothing else can be an id, and the database refuses to even compare some texts.
    const found = await this.ports.store.findMany(
      actor.workspaceId,
      ids.filter((id) => /^\w{1,64}$/.test(id)),
    );
    return ids.map((id) => found.find((debate) => debate.id === id));
  }

  list(actor: Actor, request: ListRequest): Promise<DebateList> {
    return listDebates(this.ports.store, actor, request);
  }

  /** Every debate of the workspace, the oldest first, read page by page. */
  all(actor: Actor): AsyncGenerator<Debate> {
    return allDebates(this.ports.store, actor);
  }

  count(actor: Actor, filter: ListRequest['filter'] = {}): Promise<number> {
    return this.ports.store.count(actor.workspaceId, filter);
  }

  /**
   * Ends a debate that waits, or asks the process that runs it to stop; returns its id. Throws a `UserError` (CONFLICT) when
   * it has ended already. The reason, 1 to 500 characters, goes into the audit log.
   */
  async cancel(actor: Actor, { id, reason }: EndDebate): Promise<string> {
    const { atomically, afterCommit, emit } = this.ports;
    checkReason(reason);
    const debate = await this.find(actor, id);
    const isEnded = await atomically(() => cancel(this.ports, actor, debate, reason));
    const outcome = { status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', durationMs: 0 };
    if (isEnded) await afterCommit(() => emit('debateFinished', { debateId: id, ...outcome }));
    await this.notify(isEnded ? { workspaceId: actor.workspaceId, stream: id } : commandStreamOf(id));
    return id;
  }

  /** The debate once it has ended, or as it stands after two seconds. Throws a `UserError` (NOT_FOUND) when there is none. */
  async untilEnded({ workspaceId }: Actor, id: string): Promise<Debate> {
    const debate = await untilEnded(this.ports, workspaceId, id);
    if (debate === undefined) throw notFound(id);
    return debate;
  }

  /**
   * Says something to the debaters, who hear it from the next phase on. Throws a `UserError` (CONFLICT) when the debate has
   * ended already.
   */
  async interject(actor: Actor, { debateId, text }: Interject): Promise<Debate> {
    const { workspaceId, userId: requestedBy } = actor;
    checkInterjection(text, 'text');
    const debate = await this.find(actor, debateId);
    const isLeft = await this.ports.store.command({ kind: 'INTERJECT', debateId, workspaceId, requestedBy, text });
    if (!isLeft) throw userError('CONFLICT', `${debateId} has ended already.`, ['debateId']);
    await this.notify(commandStreamOf(debateId));
    return debate;
  }

  /**
   * Notes which option or candidate turned out right, none of them when left out; what was noted before is replaced. Weights,
   * policy and gains go by it from then on. Throws a `UserError` (CONFLICT) unless the debate ended with a verdict.
   */
  async recordGroundTruth(actor: Actor, { debateId, groundTruth }: RecordGroundTruth): Promise<Debate> {
    const { store, records, atomically } = this.ports;
    const { workspaceId } = actor;
    const right = checkGroundTruth(await this.find(actor, debateId), groundTruth ?? null);
    await atomically(async () => {
      await store.saveGroundTruth(workspaceId, debateId, right);
      await records.saveGroundTruth(workspaceId, debateId, right);
    });
    return this.find(actor, debateId);
  }

  /** What the workspace's newest ended debates show, of one kind of decision or (undefined) of all. */
  async statistics(actor: Actor, kind?: string | null): Promise<DebateStatistics> {
    checkSearched('kind', kind ?? '');
    return debateStatistics(this.ports.records, actor.workspaceId, kind);
  }

  /**
   * Deletes an ended debate and returns its id: its text and the payloads of its events are erased, the events and their
   * chain stay, with a tombstone behind them. Throws a `UserError` (CONFLICT) while it runs. The reason, 1 to 500 characters,
   * goes into the audit log, where it stays.
   */
  async delete(actor: Actor, { id, reason }: EndDebate): Promise<string> {
    checkReason(reason);
    const debate = await this.find(actor, id);
    if (!debate.isEnded) throw userError('CONFLICT', `${id} is still running. Cancel it first.`, ['id']);
    await this.ports.atomically(() => erase(this.ports, actor, id, reason));
    await this.notify({ workspaceId: actor.workspaceId, stream: id });
    return id;
  }

  /** The debate, and its events after the cursor, past then live, until it has ended. See `events/follow`. */
  async follow(actor: Actor, id: string, cursor?: string): Promise<FollowedDebate> {
    const debate = await this.watched(actor, id);
    const after = cursor === undefined ? 0 : seqOf(cursor, id);
    const isLast = (event: LoggedEvent) => event.kind === 'debate.ended';
    const options = { after, isLast, batch: this.ports.readBatch };
    return { debate, events: follow(this.ports, { workspaceId: actor.workspaceId, stream: id }, options) };
  }

  /** The debate, and what its speakers write from now on, until it has ended. Lossy: see `live-text`. */
  async liveText(actor: Actor, id: string): Promise<LiveDebate> {
    const debate = await this.watched(actor, id);
    return { debate, texts: liveText(this.ports, { workspaceId: actor.workspaceId, stream: id }) };
  }

  private async watched(actor: Actor, id: string): Promise<Debate> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id, ['debateId']);
    return debate;
  }

  /** One page of the stored events of a debate. See `list-events`. */
  events(debate: Debate, request: PageRequest): Promise<EventList> {
    return listEvents(this.ports.log, debate, request);
  }

  /**
   * Ids of debates as they change, from now on. With a filter, only of debates that exist and meet its conditions after the
   * change. See `debate-changes`.
   */
  changes(actor: Actor, filter?: DebateFilter): AsyncGenerator<string> {
    checkFilter(filter);
    const isWanted = async (id: string) => {
      if (filter === undefined) return true;
      const [debate] = await this.findMany(actor, [id]);
      return debate !== undefined && matchesFilter(debate, filter);
    };
    return debateChanges(this.ports, actor.workspaceId, isWanted);
  }
}

interface FollowedDebate {
  readonly debate: Debate;
  readonly events: Followed<LoggedEvent>;
}

interface LiveDebate {
  readonly debate: Debate;
  readonly texts: AsyncGenerator<TurnText, void, undefined>;
}

/** A debate to cancel or to delete. */
interface EndDebate {
  readonly id: string;
  readonly reason?: string | undefined;
}

interface Interject {
  readonly debateId: string;
  readonly text: string;
}

interface RecordGroundTruth {
  readonly debateId: string;
  readonly groundTruth?: string | undefined;
}

type MakeDebate = (place: Pick<Debate, 'id' | 'workspaceId' | 'createdAt'>) => Promise<Debate>;
