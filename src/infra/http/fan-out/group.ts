import { setImmediate as othersTurn } from 'node:timers/promises';
import type { SharedEvent } from '../../../domain/events/shared-stream.ts';
import { Batch, type Payload } from './batch.ts';
import { CatchUpQueue } from './catch-up-queue.ts';
import type { FairScheduler, Job } from './fair-scheduler.ts';
import { BLOCK, blockOf, type Payloads } from './payloads.ts';
import type { Subscriber } from './subscriber.ts';
import type { Listener, Tail } from './tail.ts';

/** Members that one share of work serves. */
const SHARE = 500;
/** What one pass sends to everybody. */
const MAX_PASS_BYTES = 64 * 1024;

/** Makes of an event what every member of the group gets. Throws what they are to be told instead. */
export type Execute = (event: SharedEvent<unknown>) => Promise<Payload>;

export interface GroupPorts {
  readonly key: string;
  readonly tail: Tail;
  readonly execute: Execute;
  readonly payloads: Payloads;
  readonly scheduler: FairScheduler;
}

/** An event of which nothing can be given, and what whoever comes to it is told instead. */
export interface Failure {
  readonly seq: number;
  readonly error: unknown;
}

interface Pass {
  readonly batch: Batch;
  readonly subscribers: Iterator<Subscriber>;
}

/**
 * All who see the same of one stream. Each event is executed once, by whoever comes first. Head of the log >= head of the
 * tail >= head of the group >= each member; a member that stands where the group stands is live, any other catches up.
 */
export class Group implements Job, Listener {
  readonly subscribers = new Set<Subscriber>();
  readonly ports: GroupPorts;
  /** The newest event that was executed. */
  head = 0;
  /** When the last member went (`performance.now()`); undefined while there are some. */
  emptySince: number | undefined;
  /** Resolves once `head` is known. */
  readonly ready: Promise<void>;
  private readonly live = new Set<Subscriber>();
  private readonly behind: CatchUpQueue;
  /** What the live members have not been sent. */
  private fresh: Payload[] = [];
  private pass: Pass | undefined;
  private isQueued = false;
  private isExecuting = false;
  private readonly loading = new Map<number, Promise<Failure | undefined>>();

  constructor(ports: GroupPorts) {
    this.ports = ports;
    this.behind = new CatchUpQueue(ports.scheduler);
    ports.tail.listeners.add(this);
    this.ready = ports.tail.ready.then(() => {
      this.head = ports.tail.head;
    });
    this.ready.catch(() => {});
  }

  join(member: Subscriber): void {
    this.subscribers.add(member);
    this.emptySince = undefined;
  }

  /** Has the member hear what comes from now on. It stands at the head. */
  enliven(member: Subscriber): void {
    this.live.add(member);
  }

  leave(member: Subscriber): void {
    this.subscribers.delete(member);
    this.live.delete(member);
    if (this.subscribers.size === 0) this.emptySince = performance.now();
  }

  /** Has it hear no more for now. */
  rest(member: Subscriber): void {
    this.live.delete(member);
  }

  /** Has it given what it lacks, beside others who are behind. */
  advance(member: Subscriber): void {
    this.behind.add(member);
  }

  moved(): void {
    this.executeOn().catch((error) => this.failed(error));
  }

  failed(error: unknown): void {
    for (const member of [...this.subscribers]) member.fail(error);
  }

  /** What follows for whoever has `after`; undefined when it has to be loaded first. */
  batchAfter(after: number): Batch | undefined {
    return this.ports.payloads.batchAfter(this.ports.key, after, this.head);
  }

  /**
   * Executes what follows `after` and was forgotten, or was before the group; once for all who wait for it. Answers what
   * it could not get past.
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

  /** Sends a share of the pass, and begins one where none is under way. */
  work(until: number): boolean {
    this.pass ??= this.begin();
    for (let served = 0; this.pass && served < SHARE; served++) {
      const next = this.pass.subscribers.next();
      if (next.done) this.pass = this.begin();
      else this.serve(next.value, this.pass.batch);
      // The clock is not looked at for each of them.
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
    // A set goes on with whoever comes meanwhile, and leaves out whoever went.
    return { batch: new Batch(this.fresh.splice(0, count)), subscribers: this.live.values() };
  }

  private serve(member: Subscriber, batch: Batch): void {
    if (member.seq === batch.after) member.give(batch);
    else if (member.seq < batch.to) member.catchUp();
  }

  private async executeOn(): Promise<void> {
    if (this.isExecuting) return;
    this.isExecuting = true;
    try {
      await this.ready;
      const { tail } = this.ports;
      while (tail.head > this.head) {
        // Whoever comes later has them executed if it wants them.
        if (this.subscribers.size === 0) this.head = tail.head;
        else for (const event of await tail.eventsAfter(this.head, BLOCK)) await this.executeNext(event);
        await othersTurn();
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

  /** Has each of the live ones go on by itself: they are told of a failure when they come to it. */
  private scatter(): void {
    this.fresh = [];
    for (const member of [...this.live]) member.catchUp();
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
