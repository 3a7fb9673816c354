import { randomUUID } from 'node:crypto';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, subscribe } from 'graphql';
import { scopeOf } from '../../../domain/access/actor.ts';
import type { Followed, SharedEvent, SharedStream } from '../../../domain/events/shared-stream.ts';
import { logScope } from '../../logger.ts';
import type { GraphqlApi, OperationContext } from '../graphql/api.ts';
import { toldBy } from '../graphql/graphql-answer.ts';
import type { Payload } from './batch.ts';
import { FairScheduler } from './fair-scheduler.ts';
import { type Execute, Group } from './group.ts';
import { Payloads } from './payloads.ts';
import { shapeOf } from './shape.ts';
import type { Sink } from './sink.ts';
import { Subscriber } from './subscriber.ts';
import { Tail } from './tail.ts';

export interface FanOutTimes {
  /** A reader that has not taken what it was sent within this is let go. */
  readonly mostWaitMs: number;
  /** An empty group stays for so long: whoever was cut off comes again. */
  readonly lingerMs: number;
  /** A lost notification delays an event by no more than this. */
  readonly lookEveryMs: number;
}

const TIMES: FanOutTimes = { mostWaitMs: 20_000, lingerMs: 10_000, lookEveryMs: 1_000 };

/** What a subscription answers: its results one by one (a member's where they are shared), or one that says why there are none. */
export type Subscribed = Subscriber | AsyncGenerator<ExecutionResult, void, void> | ExecutionResult;

interface Ask {
  readonly args: ExecutionArgs;
  /** The document as it came. */
  readonly query: string;
  readonly sink: Sink;
}

/**
 * Has those who subscribe to the same share the work. Groups are of one document, operation, variables less the cursor,
 * stream and scope of rights; the scope in the key is what keeps those apart who may not see the same.
 */
export class FanOut {
  private readonly api: GraphqlApi;
  private readonly times: FanOutTimes;
  private readonly payloads = new Payloads();
  private readonly turns = new FairScheduler();
  private readonly groups = new Map<string, Group>();
  private readonly tails = new Map<string, Tail>();
  private readonly looking: NodeJS.Timeout;

  constructor(api: GraphqlApi, times: Partial<FanOutTimes> = {}) {
    this.api = api;
    this.times = { ...TIMES, ...times };
    this.looking = setInterval(() => this.look(), this.times.lookEveryMs).unref();
  }

  /** The results as graphql-js would bring them; those of a shared stream go straight into the sink. */
  async subscribe({ args, query, sink }: Ask): Promise<Subscribed> {
    const context = args.contextValue as OperationContext;
    const { actor, caller, requestId } = context;
    const shape = shapeOf(args.document, args.operationName);
    // Whoever waits for the results waits outside of this scope, or thousands would keep it.
    const named = <T>(work: () => T): T => logScope.run({ requestId }, work);
    if (!shape || !this.api.sharedFields.has(shape.field)) return named(() => subscribe(args)) as Promise<Subscribed>;
    const source = await named(() => createSourceEventStream(args));
    if (!('shared' in source)) return source as ExecutionResult;
    const { shared } = source as Followed<unknown>;
    const scope = scopeOf(actor);
    const variables = { ...args.variableValues };
    if (shape.cursorVariable !== undefined) delete variables[shape.cursorVariable];
    const key = JSON.stringify([shared.key, scope.key, args.operationName ?? null, query, variables]);
    const group = this.sound(key) ?? this.open(key, this.tailOf(shape.field, shared), this.executor(args, scope.actor));
    return new Subscriber({ group, sink, after: shared.after, caller, actor });
  }

  /** Ends what works for nobody. */
  close(): void {
    clearInterval(this.looking);
    for (const [key, group] of this.groups) this.shut(key, group);
  }

  /** Groups, members in them, and streams that are read. */
  get size() {
    const members = [...this.groups.values()].reduce((sum, group) => sum + group.subscribers.size, 0);
    return { groups: this.groups.size, members, streams: this.tails.size };
  }

  /** The group of this key, unless its stream could not be read. */
  private sound(key: string): Group | undefined {
    const group = this.groups.get(key);
    if (!group?.ports.tail.hasFailed) return group;
    this.shut(key, group);
    return undefined;
  }

  private open(key: string, tail: Tail, execute: Execute): Group {
    const { payloads, turns } = this;
    // Payloads are kept by a name of their own: a group that comes again may execute otherwise.
    const group = new Group({ key: randomUUID(), tail, execute, payloads, scheduler: turns });
    this.groups.set(key, group);
    return group;
  }

  /** What a field makes of a stream is its own. */
  private tailOf(field: string, shared: SharedStream<unknown>): Tail {
    const name = JSON.stringify([field, shared.key]);
    const known = this.tails.get(name);
    if (known && !known.hasFailed) return known;
    const tail = new Tail(name, shared, this.times.lookEveryMs);
    this.tails.set(name, tail);
    return tail;
  }

  /** Keeps nothing of the member whose operation it is: its connection may be gone long before the group. */
  private executor(args: ExecutionArgs, actor: OperationContext['actor']): Execute {
    const { schema, document, operationName, variableValues } = args;
    return async (event) => {
      const contextValue = this.api.contextFor(`req_${randomUUID()}`, { actor, address: null });
      const own = { schema, document, operationName, variableValues, contextValue };
      return logScope.run({ requestId: contextValue.requestId }, () => this.executeForGroup(event, own));
    };
  }

  private async executeForGroup(event: SharedEvent<unknown>, args: ExecutionArgs): Promise<Payload> {
    const { seq, cursor, isLast } = event;
    const { errors, ...result } = await execute({ ...args, rootValue: event.value() });
    const told = errors?.map(toldBy(this.api));
    const body = Buffer.from(JSON.stringify(told ? { errors: told, ...result } : result));
    return { seq, cursor, isLast, body };
  }

  private look(): void {
    const { lingerMs, mostWaitMs } = this.times;
    const now = performance.now();
    for (const [key, group] of this.groups) {
      if (now - (group.emptySince ?? now) > lingerMs) this.shut(key, group);
      for (const member of group.subscribers) if (now - (member.waitingSince ?? now) > mostWaitMs) member.cutOff();
    }
  }

  private shut(key: string, group: Group): void {
    const { tail } = group.ports;
    this.groups.delete(key);
    tail.listeners.delete(group);
    if (tail.listeners.size > 0) return;
    tail.stop();
    if (this.tails.get(tail.name) === tail) this.tails.delete(tail.name);
  }
}
