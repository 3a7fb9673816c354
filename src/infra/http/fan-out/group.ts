import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { SharedEvent } from '../../../domain/events/shared-stream.ts';
import { Batch, type Payload } from './batch.ts';
import { CatchUpQueue } from './catch-up-queue.ts';
import type { FairScheduler, Job } from './fair-scheduler.ts';
import { BLOCK, blockOf, type Payloads } from './payloads.ts';
import type { Subscriber } from './subscriber.ts';
import type { Listener, Tail } from './tail.ts';

/** Subscribers that one share of work serves. */
const SHARE = 500;
/** Bytes of one batch to all live subscribers. */
const MAX_PASS_BYTES = 64 * 1024;

/** Executes an event for all subscribers of the group. Throws the error that they get instead. */
export type Execute = (event: SharedEvent<unknown>) => Promise<Payload>;

export interface GroupPorts {
  readonly key: string;
  readonly tail: Tail;
  readonly execute: Execute;
  readonly payloads: Payloads;
  readonly scheduler: FairScheduler;
}

/** An event that failed to execute, and the error its readers get. */
export interface Failure {
  readonly seq: number;
  readonly error: unknown;
}

interface Pass {
  readonly batch: Batch;
  readonly subscribers: Iterator<Subscriber>;
}

/**
 * The subscribers that see the same of one stream. Each event is executed once. Head of the log >= head of the tail >= head
 * of the group >= each subscriber; a subscriber at the head of the group is live, any other catches up.
 */
export class Group implements Job, Listener {
  readonly subscribers = new Set<Subscriber>();
  readonly ports: GroupPorts;
  /** The newest event that was executed. */
  head = 0;
  /** When the last subscriber left (`performance.now()`); undefined while there are some. */
  emptySince: number | undefined;
  /** Resolves once `head` is known. */
  readonly ready: Promise<void>;
  private readonly live = new Set<Subscriber>();
  private readonly catchUpQueue: CatchUpQueue;
  /** Payloads that the live subscribers have not been sent. */
  private fresh: Payload[] = [];
  private pass: Pass | undefined;
  private isQueued = false;
  private isExecuting = false;
  private readonly loading = new Map<number, Promise<Failure | undefined>>();

  constructor(ports: GroupPorts) {
    this.ports = ports;
    this.catchUpQueue = new CatchUpQueue(ports.scheduler);
    ports.tail.listeners.add(this);
    this.ready = ports.tail.ready.then(() => {
      this.head = ports.tail.head;
    });
    this.ready.catch(() => {});
  }

  join(subscriber: Subscriber): void {
    this.subscribers.add(subscriber);
    this.emptySince = undefined;
  }

  /** Sends the subscriber, which is at the head, what comes from now on. */
  enliven(subscriber: Subscriber): void {
    this.live.add(subscriber);
  }

  leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.live.delete(subscriber);
    if (this.subscribers.size === 0) this.emptySince = performance.now();
  }

  /** Sends the subscriber nothing more for now. */
  rest(subscriber: Subscriber): void {
    this.live.delete(subscriber);
  }

  /** Queues the subscriber for what it lacks, among the others that are behind. */
  advance(subscriber: Subscriber): void {
    this.catchUpQueue.add(subscriber);
  }

  moved(): void {
    this.executeOn().catch((error) => this.failed(error));
  }

  failed(error: unknown): void {
    for (const subscriber of [...this.subscribers]) subscriber.fail(error);
  }

  /** The payloads after `after`; undefined when they have to be loaded first. */
  batchAfter(after: number): Batch | undefined {
    return this.ports.payloads.batchAfter(this.ports.key, after, this.head);
  }

  /**
   * Executes events after `after` that were evicted or are older than the group, once for all that wait for them. Returns
   * the event at which it failed.
   */
  load(after: number): Promise<Failure | undefined> {
    const block = blockOf(after + 1);
    let loading = this.loading.get(block);
    if (!loading) {
      loading = this.loadBlock(block, after).finally(() => this.loading.delete(block));
      this.loading.set(block, loading);
    }
    return loading;
  }

  /** Sends a share of the current pass, or of a new one. */
  work(until: number): boolean {
    this.pass ??= this.begin();
    for (let served = 0; this.pass && served < SHARE; served++) {
      const next = this.pass.subscribers.next();
      if (next.done) this.pass = this.begin();
      else this.serve(next.value, this.pass.batch);
      // Reading the clock for each of them would cost too much.
      if (served % 16 === 15 && performance.now() >= until) break;
    }
    this.isQueued = this.pass !== undefined;
    return this.isQueued;
  }

  private begin(): Pass | undefined {
    if (this.live.size === 0) this.fresh = [];
    if (this.fresh.length === 0) return undefined;
    let bytes = 0;
    let count = 0;
    for (const { body } of this.fresh) {
      if (count > 0 && bytes + body.length > MAX_PASS_BYTES) break;
      bytes += body.length;
      count++;
    }
    // Iteration of a set includes subscribers added meanwhile and leaves out those removed.
    return { batch: new Batch(this.fresh.splice(0, count)), subscribers: this.live.values() };
  }

  private serve(subscriber: Subscriber, batch: Batch): void {
    if (subscriber.seq === batch.after) subscriber.give(batch);
    else if (subscriber.seq < batch.to) subscriber.catchUp();
  }

  private async executeOn(): Promise<void> {
    if (this.isExecuting) return;
    this.isExecuting = true;
    try {
      await this.ready;
      const { tail } = this.ports;
      while (tail.head > this.head) {
        // A later subscriber executes them when it needs them.
        if (this.subscribers.size === 0) this.head = tail.head;
        else for (const event of await tail.eventsAfter(this.head, BLOCK)) await this.executeNext(event);
        await yieldToOthers();
      }
    } finally {
      this.isExecuting = false;
    }
  }

  private async executeNext(event: SharedEvent<unknown>): Promise<void> {
    const { key, payloads, execute } = this.ports;
    try {
      const payload = await execute(event);
      payloads.put(key, payload);
      this.fresh.push(payload);
    } catch {
      this.scatter();
    }
    this.head = event.seq;
    this.sendSoon();
  }

  /** Lets each live subscriber go on by itself: it gets the error when it comes to the event. */
  private scatter(): void {
    this.fresh = [];
    for (const subscriber of [...this.live]) subscriber.catchUp();
  }

  private sendSoon(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    this.ports.scheduler.add(this);
  }

  private async loadBlock(block: number, after: number): Promise<Failure | undefined> {
    const { tail, key, payloads, execute } = this.ports;
    const last = Math.min((block + 1) * BLOCK, this.head);
    let seq = after + 1;
    try {
      for (const event of await tail.eventsAfter(after, last - after)) {
        seq = event.seq;
        if (!payloads.has(key, seq)) payloads.put(key, await execute(event));
      }
      return undefined;
    } catch (error) {
      return { seq, error };
    }
  }
}
