import type { Actor } from '../access/actor.ts';
import { seqOf } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/event.ts';
import { type FollowPorts, follow } from '../events/follow.ts';
import { notFound, refuse, Unavailable } from '../shared/errors.ts';
import type { Idempotency } from '../shared/idempotency.ts';
import type { Ids } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { cancelOrAsk, untilEnded } from './cancel-debate.ts';
import { checkStart, type StartDebate } from './check-start.ts';
import { type CommitPorts, persist } from './commit.ts';
import { Debate } from './debate.ts';
import { debateChanges } from './debate-changes.ts';
import { type DebateList, type ListRequest, listDebates } from './list-debates.ts';
import type { DebateStore, FindAgent, WakeSoon } from './ports.ts';

export interface DebatesPorts extends CommitPorts, FollowPorts {
  readonly store: DebateStore;
  readonly ids: Ids;
  readonly wakeSoon: WakeSoon;
  readonly findAgent: FindAgent;
  readonly idempotency: Idempotency;
  readonly emit: Emit;
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
    if (this.ports.isDraining()) throw new Unavailable('The server is shutting down. Try again shortly.');
    const { workspaceId } = actor;
    const { decision, protocol, participants } = checkStart(wanted, this.ports.findAgent);
    const input = { decision, protocol, agents: participants.map((participant) => participant.id) };
    let isNew = false;
    const id = await this.ports.idempotency.once(
      { workspaceId, operation: 'startDebate' },
      idempotencyKey,
      input,
      () => {
        isNew = true;
        return this.store({ workspaceId, decision, protocol, participants });
      },
    );
    if (isNew) this.ports.emit('debate.started', { debateId: id, workspaceId });
    await this.ports.bus.ring({ workspaceId, stream: id });
    const debate = await this.ports.store.find(workspaceId, id);
    if (debate) return debate;
    const message = 'idempotencyKey: the debate started with this key was deleted. Use a new key to start another.';
    throw refuse('CONFLICT', message, ['idempotencyKey']);
  }

  private async store(start: Omit<Parameters<typeof Debate.start>[0], 'id' | 'createdAt'>): Promise<string> {
    const { ids, clock, store, wakeSoon } = this.ports;
    const debate = Debate.start({ ...start, id: ids.next('dbt'), createdAt: clock.now() });
    await persist(this.ports, debate, async () => {
      await store.add(debate);
      await wakeSoon(debate.id);
    });
    return debate.id;
  }

  /** Throws a `Refusal` (NOT_FOUND) when the workspace has no such debate. */
  async find(actor: Actor, id: string): Promise<Debate> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id);
    return debate;
  }

  /** In the order of the ids; undefined for those the workspace does not have. */
  async findMany(actor: Actor, ids: readonly string[]): Promise<readonly (Debate | undefined)[]> {
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

  count(actor: Actor, filter: ListRequest['filter'] = {}): Promise<number> {
    return this.ports.store.count(actor.workspaceId, filter);
  }

  /**
   * Has whoever runs the debate stop it, and answers the debate as it then stands. Throws a `Refusal` (CONFLICT) when it
   * has ended already.
   */
  async cancel(actor: Actor, id: string, idempotencyKey?: string): Promise<Debate> {
    const { idempotency, atomically, bus, emit } = this.ports;
    const { workspaceId } = actor;
    let isEnded = false;
    await idempotency.once({ workspaceId, operation: 'cancelDebate' }, idempotencyKey, { id }, async () => {
      const debate = await this.find(actor, id);
      isEnded = await atomically(() => cancelOrAsk(this.ports, actor, debate));
      return null;
    });
    const outcome = { status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED', durationMs: 0 };
    if (isEnded) emit('debate.ended', { debateId: id, ...outcome });
    await bus.ring({ workspaceId, stream: id });
    const debate = await untilEnded(this.ports, workspaceId, id);
    if (debate === undefined) throw notFound(id);
    return debate;
  }

  /**
   * Deletes an ended debate: its text and the payloads of its events are erased, the events and their chain stay. Throws
   * a `Refusal` (CONFLICT) while it runs.
   */
  async delete(actor: Actor, id: string, idempotencyKey?: string): Promise<string> {
    const { store, log, atomically, bus, idempotency } = this.ports;
    const { workspaceId } = actor;
    const ref = { workspaceId, stream: id };
    await idempotency.once({ workspaceId, operation: 'deleteDebate' }, idempotencyKey, { id }, async () => {
      const debate = await this.find(actor, id);
      if (!debate.isEnded) throw refuse('CONFLICT', `${id} is still running. Cancel it first.`, ['id']);
      await atomically(async () => {
        await store.remove(workspaceId, id);
        await log.erase(ref);
      });
      return null;
    });
    await bus.ring(ref);
    return id;
  }

  /** The debate's events after the cursor, past then live, until it has ended. See `events/follow`. */
  async follow(actor: Actor, id: string, cursor?: string): Promise<AsyncGenerator<LoggedEvent>> {
    const [debate] = await this.findMany(actor, [id]);
    if (debate === undefined) throw notFound(id, ['debateId']);
    const after = cursor === undefined ? 0 : seqOf(cursor, id);
    const isLast = (event: LoggedEvent) => event.kind === 'debate.ended';
    const options = { after, isLast, batch: this.ports.readBatch };
    return follow(this.ports, { workspaceId: actor.workspaceId, stream: id }, options);
  }

  /** Ids of debates as they change, from now on. See `debate-changes`. */
  changes(actor: Actor): AsyncGenerator<string> {
    return debateChanges(this.ports, actor.workspaceId);
  }
}
