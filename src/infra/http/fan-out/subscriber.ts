import type { Actor, Caller } from '../../../domain/access/actor.ts';
import { cursorAhead } from '../../../domain/events/follow.ts';
import type { Batch } from './batch.ts';
import type { CatchUpSubscriber } from './catch-up-queue.ts';
import type { Group } from './group.ts';
import type { Sink } from './sink.ts';

const OVER: IteratorReturnResult<void> = { done: true, value: undefined };
/** A connection with more unread bytes is sent nothing for now. */
const MAX_UNREAD_BYTES = 16 * 1024;

export interface SubscriberOptions {
  readonly group: Group;
  readonly sink: Sink;
  /** The last event it has; 0 for none. */
  readonly after: number;
  /** The caller. The subscription ends when its actor is no longer `actor`. */
  readonly caller: Caller;
  readonly actor: Actor;
}

/** Is told how a subscriber has ended, instead of awaiting its results. */
export interface CompletionListener {
  hasEnded(subscriber: Subscriber): void;
  /** `error` is the error for the client. */
  hasFailed(subscriber: Subscriber, error: unknown): void;
}

type End = IteratorResult<never, void>;

/**
 * One operation of one connection, as the iterator of results that the transport waits for. It yields none, as results are
 * written to the sink directly. It ends with the stream, and rejects with the error for the client.
 */
export class Subscriber implements AsyncGenerator<never, void, undefined>, CatchUpSubscriber {
  /** The last event that was written to it. */
  seq: number;
  /** The cursor of that; undefined before the first. */
  cursor: string | undefined;
  /** Since when it waits for its client to read (`performance.now()`); undefined while it does not wait. */
  waitingSince: number | undefined;
  private state: 'NEW' | 'IDLE' | 'QUEUED' | 'LOADING' | 'WAITING' | 'GONE' = 'NEW';
  private readonly group: Group;
  private readonly sink: Sink;
  private readonly caller: Caller;
  private readonly actor: Actor;
  private completionListener: CompletionListener | undefined;
  /** Created only when `next` is called or it fails. */
  private waiting: PromiseWithResolvers<End> | undefined;

  constructor({ group, sink, after, caller, actor }: SubscriberOptions) {
    this.group = group;
    this.sink = sink;
    this.seq = after;
    this.caller = caller;
    this.actor = actor;
    group.join(this);
  }

  /** Starts it, as `next` does. The listener is told of its end, which takes less memory than a promise. */
  run(completionListener: CompletionListener): void {
    // Its group may have failed before.
    this.waiting?.promise.then(
      () => completionListener.hasEnded(this),
      (error) => completionListener.hasFailed(this, error),
    );
    this.completionListener = completionListener;
    this.begin();
  }

  /** Starts it: from now on the transport knows it, and ends it when the client asks for that. */
  next(): Promise<End> {
    this.begin();
    return this.ended.promise;
  }

  return(): Promise<End> {
    this.finish();
    return this.completionListener ? Promise.resolve(OVER) : this.ended.promise;
  }

  throw(error: unknown): Promise<End> {
    this.fail(error);
    return this.completionListener ? Promise.resolve(OVER) : this.ended.promise;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.finish();
  }

  fail(error: unknown): void {
    if (!this.go()) return;
    if (this.completionListener) {
      this.completionListener.hasFailed(this, error);
      return;
    }
    // Nothing may await it yet.
    this.ended.promise.catch(() => {});
    this.ended.reject(error);
  }

  /** Writes the batch, which begins after the last event it has. */
  give(batch: Batch): void {
    try {
      this.write(batch);
    } catch (error) {
      // Thrown further, it would end the process and every other connection.
      this.fail(error);
    }
  }

  private write(batch: Batch): void {
    const { sink } = this;
    if (!sink.isOpen || this.caller.actor !== this.actor) {
      this.finish();
      return;
    }
    if (sink.unread > MAX_UNREAD_BYTES) {
      this.wait();
      return;
    }
    sink.write(batch);
    this.seq = batch.to;
    this.cursor = batch.cursor;
    if (batch.isLast) this.finish();
  }

  /** Takes it out of the live subscribers until it is at the head again. */
  catchUp(): void {
    this.group.rest(this);
    this.queue();
  }

  work(): boolean {
    if (this.state !== 'QUEUED') return false;
    const { group } = this;
    if (this.seq >= group.head) {
      this.state = 'IDLE';
      group.enliven(this);
      return false;
    }
    const batch = group.batchAfter(this.seq);
    if (!batch) {
      this.load();
      return false;
    }
    this.give(batch);
    return this.state === 'QUEUED';
  }

  /** Ends the connection of a client that has not read for too long. */
  cutOff(): void {
    this.sink.cutOff(this.cursor);
    this.finish();
  }

  private get ended(): PromiseWithResolvers<End> {
    this.waiting ??= Promise.withResolvers();
    return this.waiting;
  }

  private begin(): void {
    if (this.state !== 'NEW') return;
    this.state = 'LOADING';
    this.start().catch((error) => this.fail(error));
  }

  private async start(): Promise<void> {
    const { group } = this;
    const { tail } = group.ports;
    await group.ready;
    if (this.seq > tail.head) await tail.look();
    if (this.seq > tail.head) throw cursorAhead();
    if (this.seq === tail.end) {
      this.finish();
      return;
    }
    // The group may have stopped executing before the head.
    group.moved();
    this.queue();
  }

  private load(): void {
    this.state = 'LOADING';
    void this.group.load(this.seq).then((failure) => {
      // Others that wait for the same block may be at other events.
      if (failure?.seq === this.seq + 1) this.fail(failure.error);
      else this.queue();
    });
  }

  private queue(): void {
    if (this.state === 'GONE' || this.state === 'QUEUED') return;
    this.state = 'QUEUED';
    this.group.advance(this);
  }

  private wait(): void {
    const { group, sink } = this;
    group.rest(this);
    this.state = 'WAITING';
    this.waitingSince = performance.now();
    sink.whenRead(() => {
      this.waitingSince = undefined;
      this.queue();
    });
  }

  private finish(): void {
    if (!this.go()) return;
    if (this.completionListener) this.completionListener.hasEnded(this);
    else this.ended.resolve(OVER);
  }

  private go(): boolean {
    if (this.state === 'GONE') return false;
    this.state = 'GONE';
    this.waitingSince = undefined;
    this.group.leave(this);
    return true;
  }
}
