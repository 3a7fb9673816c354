import type { Actor } from '../access/actor.ts';
import { seqOf } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/event.ts';
import { type FollowPorts, follow } from '../events/follow.ts';
import type { Followed } from '../events/shared-stream.ts';
import { notFound, Unavailable, userError } from '../shared/errors.ts';
import type { Idempotency } from '../shared/idempotency.ts';
import type { Ids } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import type { Emit } from '../shared/signals.ts';
import { Debate } from './debate.ts';
import { type DebateStatistics, debateStatistics } from './debate-statistics.ts';
import { erase } from './erase.ts';
import { allDebates, type DebateList, type ListRequest, listDebates } from './list-debates.ts';
import { debateChanges } from './live/debate-changes.ts';
import { type LiveTextPorts, liveText } from './live/live-text.ts';
import type { TurnText } from './live/turn-text.ts';
import type {
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
import { type CheckedStart, checkStart, completed, type StartDebate } from './start/check-start.ts';
import { type Estimate, estimate } from './start/estimate.ts';
import { type ForkDebate, forkOf } from './start/fork-of.ts';
import { prepare } from './start/prepare.ts';
import { checkGroundTruth } from './verdict/ground-truth.ts';

export interface DebatesPorts extends CommitPorts, FollowPorts, LiveTextPorts {
  readonly store: DebateStore;
  readonly ids: Ids;
  readonly wakeSoon: WakeSoon;
  readonly settleBeforeErasure: SettleBeforeErasure;
  readonly panel: Panel;
  readonly records: DebateRecords;
  readonly idempotency: Idempotency;
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
   * Stores a debate and has it run soon. Throws a `Refusal` that names every mistake in what was asked for, or
   * `Unavailable` while the server shuts down.
   */
  async start(actor: Actor, wanted: StartDebate, idempotencyKey?: string): Promise<Debate> {
    const ask = { operation: 'startDebate', idempotencyKey, input: completed(wanted) };
    return this.begin(actor, ask, async (place) => {
      const prepared = await prepare(this.check(wanted), this.ports.records, actor.workspaceId);
      return Debate.start({ ...prepared, ...place });
    });
  }

  /** What such a debate would take. Throws a `Refusal` as `start` would. */
  estimate(wanted: StartDebate): Estimate {
    return estimate(this.check(wanted), this.ports.panel);
  }

  /**
   * Starts a debate that shares another one's events up to the cursor and goes on from there, changed as asked for. Throws
   * a `Refusal` as `start` would, and where there is no turn to go on from.
   */
  async fork(actor: Actor, wanted: ForkDebate, idempotencyKey?: string): Promise<Debate> {
    const original = await this.find(actor, wanted.debateId);
    const ask = { operation: 'forkDebate', idempotencyKey, input: wanted };
    return this.begin(actor, ask, (place) => forkOf(this.ports, actor, original, wanted, place));
  }

  private check(wanted: StartDebate): CheckedStart {
    const { panel, defaultLimits, clock } = this.ports;
    return checkStart(wanted, { panel, defaultLimits, now: clock.now() });
  }

  /** Stores a new debate once for one key, and has it run soon. */
  private async begin(actor: Actor, ask: KeyedAsk, make: MakeDebate): Promise<Debate> {
    const { idempotency, ids, clock, emit, bus, isDraining } = this.ports;
    if (isDraining()) throw new Unavailable('The server is shutting down. Try again shortly.');
    const { workspaceId } = actor;
    const { operation, idempotencyKey, input } = ask;
    let isNew = false;
    const id = await idempotency.once({ workspaceId, operation }, idempotencyKey, input, async () => {
      const debate = await make({ id: ids.next('dbt'), workspaceId, createdAt: clock.now() });
      await this.store(debate);
      isNew = true;
      return debate.id;
    });
    if (isNew) emit('debateCreated', { debateId: id, workspaceId });
    await bus.notify({ workspaceId, stream: id });
    const debate = await this.ports.store.find(workspaceId, id);
    if (debate) return debate;
    const message = 'idempotencyKey: the debate started with this key was deleted. Use a new key to start another.';
    throw userError('CONFLICT', message, ['idempotencyKey']);
  }

  private async store(debate: Debate): Promise<void> {
    const { store, wakeSoon, mostOpen } = this.ports;
    await persist(this.ports, debate, async () => {
      await store.add(debate, mostOpen);
      await wakeSoon(debate.id);
    });
  }

  /** Throws a `Refusal` (NOT_FOUND) when the workspace has no such debate. */
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
   * Has whoever runs the debate stop it, and answers the debate as it then stands. Throws a `Refusal` (CONFLICT) when it
   * has ended already. The reason, 1 to 500 characters, goes into the audit log.
   */
  async cancel(actor: Actor, id: string, idempotencyKey?: string, reason?: string): Promise<Debate> {
    const { idempotency, atomically, bus, emit } = this.ports;
    const { workspaceId } = actor;
    let isEnded = false;
    checkReason(reason);
    await idempotency.once({ workspaceId, operation: 'cancelDebate' }, idempotencyKey, { id, reason }, async () => {
      const debate = await this.find(actor, id);
      isEnded = await atomically(() => cancel(this.ports, actor, debate, reason));
      return null;
    });
    const outcome = { status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', durationMs: 0 };
    if (isEnded) emit('debateFinished', { debateId: id, ...outcome });
    await bus.notify({ workspaceId, stream: id });
    const debate = await untilEnded(this.ports, workspaceId, id);
    if (debate === undefined) throw notFound(id);
    return debate;
  }

  /**
   * Says something to the debaters, who hear it from the next phase on. Throws a `Refusal` (CONFLICT) when the debate has
   * ended already.
   */
  async interject(actor: Actor, id: string, text: string, idempotencyKey?: string): Promise<Debate> {
    const { idempotency, store, bus } = this.ports;
    const { workspaceId, userId: requestedBy } = actor;
    checkInterjection(text, 'text');
    const debate = await this.find(actor, id);
    await idempotency.once({ workspaceId, operation: 'interject' }, idempotencyKey, { id, text }, async () => {
      const isLeft = await store.command({ kind: 'INTERJECT', debateId: id, workspaceId, requestedBy, text });
      if (!isLeft) throw userError('CONFLICT', `${id} has ended already.`, ['debateId']);
      return null;
    });
    await bus.notify({ workspaceId, stream: id });
    return debate;
  }

  /**
   * Notes which option or candidate turned out right, null for none of them; what was noted before is replaced. Weights,
   * policy and gains go by it from then on. Throws a `Refusal` (CONFLICT) unless the debate ended with a verdict.
   */
  async recordGroundTruth(
    actor: Actor,
    id: string,
    groundTruth: string | null,
    idempotencyKey?: string,
  ): Promise<Debate> {
    const { idempotency, store, records, atomically } = this.ports;
    const { workspaceId } = actor;
    await idempotency.once(
      { workspaceId, operation: 'recordGroundTruth' },
      idempotencyKey,
      { id, groundTruth },
      async () => {
        const right = checkGroundTruth(await this.find(actor, id), groundTruth);
        await atomically(async () => {
          await store.saveGroundTruth(workspaceId, id, right);
          await records.saveGroundTruth(workspaceId, id, right);
        });
        return null;
      },
    );
    return this.find(actor, id);
  }

  /** What the workspace's newest ended debates show, of one kind of decision or (undefined) of all. */
  statistics(actor: Actor, kind?: string | null): Promise<DebateStatistics> {
    return debateStatistics(this.ports.records, actor.workspaceId, kind);
  }

  /**
   * Deletes an ended debate: its text and the payloads of its events are erased, the events and their chain stay, with a
   * tombstone behind them. Throws a `Refusal` (CONFLICT) while it runs. The reason, 1 to 500 characters, goes into the audit
   * log, where it stays.
   */
  async delete(actor: Actor, id: string, idempotencyKey?: string, reason?: string): Promise<string> {
    const { atomically, bus, idempotency } = this.ports;
    const { workspaceId } = actor;
    checkReason(reason);
    await idempotency.once({ workspaceId, operation: 'deleteDebate' }, idempotencyKey, { id, reason }, async () => {
      const debate = await this.find(actor, id);
      if (!debate.isEnded) throw userError('CONFLICT', `${id} is still running. Cancel it first.`, ['id']);
      await atomically(() => erase(this.ports, actor, id, reason));
      return null;
    });
    await bus.notify({ workspaceId, stream: id });
    return id;
  }

  /** The debate's events after the cursor, past then live, until it has ended. See `events/follow`. */
  async follow(actor: Actor, id: string, cursor?: string): Promise<Followed<LoggedEvent>> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id, ['debateId']);
    const after = cursor === undefined ? 0 : seqOf(cursor, id);
    const isLast = (event: LoggedEvent) => event.kind === 'debate.ended';
    const options = { after, isLast, batch: this.ports.readBatch };
    return follow(this.ports, { workspaceId: actor.workspaceId, stream: id }, options);
  }

  /** What the speakers of the debate write from now on, until it has ended. Lossy: see `live-text`. */
  async liveText(actor: Actor, id: string): Promise<AsyncGenerator<TurnText, void, undefined>> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id, ['debateId']);
    return liveText(this.ports, { workspaceId: actor.workspaceId, stream: id });
  }

  /** Ids of debates as they change, from now on. See `debate-changes`. */
  changes(actor: Actor): AsyncGenerator<string> {
    return debateChanges(this.ports, actor.workspaceId);
  }
}

interface KeyedAsk {
  readonly operation: string;
  readonly idempotencyKey: string | undefined;
  readonly input: unknown;
}

type MakeDebate = (place: Pick<Debate, 'id' | 'workspaceId' | 'createdAt'>) => Promise<Debate>;
