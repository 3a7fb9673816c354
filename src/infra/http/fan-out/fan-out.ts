import { randomUUID } from 'node:crypto';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, subscribe } from 'graphql';
import { scopeOf } from '../../../domain/access/actor.ts';
import type { Followed, SharedEvent, SharedStream } from '../../../domain/events/shared-stream.ts';
import { workContext } from '../../log-context.ts';
import type { GraphqlApi, OperationContext } from '../graphql/api.ts';
import { clientErrorOf } from '../graphql/graphql-response.ts';
import { namesOf } from '../graphql/operation-names.ts';
import { bounded } from '../limits/answer-size.ts';
import type { Payload } from './batch.ts';
import { FairScheduler } from './fair-scheduler.ts';
import { type Execute, Group } from './group.ts';
import { Payloads } from './payloads.ts';
import { shapeOf } from './shape.ts';
import type { Sink } from './sink.ts';
import { Subscriber } from './subscriber.ts';
import { Tail } from './tail.ts';

export interface FanOutTimes {
  /** A subscriber that has not read what it was sent within this time is disconnected. */
  readonly mostWaitMs: number;
  /** How long an empty group stays: subscribers that lost their connection come again. */
  readonly lingerMs: number;
  /** A lost notification delays an event by no more than this. */
  readonly lookEveryMs: number;
}

const TIMES: FanOutTimes = { mostWaitMs: 20_000, lingerMs: 10_000, lookEveryMs: 1_000 };

/** Results of a subscription: a `Subscriber` where they are shared, a generator where not, or one result with the errors. */
export type Subscribed = Subscriber | AsyncGenerator<ExecutionResult, void, void> | ExecutionResult;

interface SubscribeRequest {
  readonly args: ExecutionArgs;
  /** The text of the document. */
  readonly query: string;
  readonly sink: Sink;
  /** The number of the socket, for log lines. */
  readonly socket?: number;
}

/**
 * Lets equal subscriptions share the work. A group has one document, operation, variables without the cursor, stream and
 * authorization scope. The scope in the key keeps subscribers apart that may not see the same.
 */
export class FanOut {
  private readonly api: GraphqlApi;
  private readonly times: FanOutTimes;
  private readonly payloads = new Payloads();
  private readonly scheduler = new FairScheduler();
  private readonly groups = new Map<string, Group>();
  private readonly tails = new Map<string, Tail>();
  /** Runs while there are groups. */
  private looking: NodeJS.Timeout | undefined;

  constructor(api: GraphqlApi, times: Partial<FanOutTimes> = {}) {
    this.api = api;
    this.times = { ...TIMES, ...times };
  }

  /** The results as graphql-js returns them. Those of a shared stream are written straight to the sink. */
  async subscribe({ args, query, sink, socket }: SubscribeRequest): Promise<Subscribed> {
    const context = args.contextValue as OperationContext;
    const { actor, caller } = context;
    const shape = shapeOf(args.document, args.operationName);
    // The caller waits for results outside of this scope, or thousands of subscriptions would keep it.
    const named = <T>(work: () => T): T =>
      workContext.extend({ ...(socket !== undefined && { socket }), ...namesOf(args) }, work);
    if (!shape || !this.api.sharedFields.has(shape.field)) return named(() => subscribe(args)) as Promise<Subscribed>;
    const source = await named(() => createSourceEventStream(args));
    if (!('shared' in source)) return source as ExecutionResult;
    const { shared } = source as Followed<unknown>;
    const scope = scopeOf(actor);
    const variables = { ...args.variableValues };
    if (shape.cursorVariable !== undefined) delete variables[shape.cursorVariable];
    const key = JSON.stringify([shared.key, scope.key, args.operationName ?? null, query, variables]);
    const group =
      this.usableGroup(key) ?? this.open(key, this.tailOf(shape.field, shared), this.executor(args, scope.actor));
    return new Subscriber({ group, sink, after: shared.after, caller, actor });
  }

  /** Stops all groups and the streams they read. */
  close(): void {
    for (const [key, group] of this.groups) this.shut(key, group);
  }

  /** Numbers of groups, of subscribers in them, and of streams that are read. */
  get size() {
    const subscribers = [...this.groups.values()].reduce((sum, group) => sum + group.subscribers.size, 0);
    return { groups: this.groups.size, subscribers, streams: this.tails.size };
  }

  /** The group of this key, unless its stream could not be read. */
  private usableGroup(key: string): Group | undefined {
    const group = this.groups.get(key);
    if (!group?.ports.tail.hasFailed) return group;
    this.shut(key, group);
    return undefined;
  }

  private open(key: string, tail: Tail, execute: Execute): Group {
    const { payloads, scheduler } = this;
    // Payloads are kept under a key of their own: a later group of the same key may execute in another way.
    const group = new Group({ key: randomUUID(), tail, execute, payloads, scheduler });
    this.groups.set(key, group);
    this.looking ??= setInterval(() => this.look(), this.times.lookEveryMs).unref();
    return group;
  }

  /** One tail for each field and stream: fields map the events of a stream in different ways. */
  private tailOf(field: string, shared: SharedStream<unknown>): Tail {
    const name = JSON.stringify([field, shared.key]);
    const known = this.tails.get(name);
    if (known && !known.hasFailed) return known;
    const tail = new Tail(name, shared, this.times.lookEveryMs);
    this.tails.set(name, tail);
    return tail;
  }

  /** Keeps nothing of the subscriber whose operation it is: its connection may close long before the group. */
  private executor(args: ExecutionArgs, actor: OperationContext['actor']): Execute {
    const { schema, document, operationName, variableValues } = args;
    return async (event) => {
      const contextValue = this.api.contextFor(`req_${randomUUID()}`, { actor, address: null });
      const own = { schema, document, operationName, variableValues, contextValue };
      return workContext.enter(namesOf(own), () => this.executeForGroup(event, own));
    };
  }

  private async executeForGroup(event: SharedEvent<unknown>, args: ExecutionArgs): Promise<Payload> {
    const { seq, cursor, isLast } = event;
    const executed = await execute({ ...args, rootValue: event.value() });
    const { errors, ...result } = bounded(executed, this.api.maxAnswerBytes);
    const told = errors?.map(clientErrorOf(this.api));
    const body = Buffer.from(JSON.stringify(told ? { errors: told, ...result } : result));
    return { seq, cursor, isLast, body };
  }

  private look(): void {
    const { lingerMs, mostWaitMs } = this.times;
    const now = performance.now();
    for (const [key, group] of this.groups) {
      if (now - (group.emptySince ?? now) > lingerMs) this.shut(key, group);
      for (const one of group.subscribers) if (now - (one.waitingSince ?? now) > mostWaitMs) one.cutOff();
    }
  }

  private shut(key: string, group: Group): void {
    const { tail } = group.ports;
    this.groups.delete(key);
    if (this.groups.size === 0) this.pause();
    tail.listeners.delete(group);
    if (tail.listeners.size > 0) return;
    tail.stop();
    if (this.tails.get(tail.name) === tail) this.tails.delete(tail.name);
  }

  private pause(): void {
    clearInterval(this.looking);
    this.looking = undefined;
  }
}
