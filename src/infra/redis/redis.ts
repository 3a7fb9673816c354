import { Redis, type RedisOptions } from 'ioredis';
import { Unavailable } from '../../domain/shared/errors.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { KnownProblem } from '../../domain/system/known-problem.ts';
import { refusalIn, USES_EVERYTHING } from './refusals.ts';

/** Deadline of a command. A connection that misses it is closed and opened again. */
const ANSWER_MS = 1_000;
/** Deadline for opening a connection. */
const GREETING_MS = 2_500;
const RECONNECT_MS = 1_000;
/** A connection that only listens would not notice that the server is gone. */
const HEARTBEAT_MS = 1_000;
/** Maximum wait for Redis at the start; then the server continues without it. */
const PATIENCE_MS = 2_000;
const GOODBYE_MS = 500;
const SILENT = 'It does not answer.';

// A command that cannot be sent fails at once and is never repeated: the caller decides what to do instead.
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  connectTimeout: GREETING_MS,
  socketTimeout: GREETING_MS,
  disconnectTimeout: GOODBYE_MS,
  retryStrategy: () => RECONNECT_MS,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
};

export interface RedisLinkOptions {
  readonly url: string;
  readonly clock: Clock;
  /** Prefix of the names of keys and channels. Default: `aragora` and the number of the database. */
  readonly namespace?: string;
  /** Called once when Redis is lost, or missing at the start. The reason contains no secret. */
  onLost(reason: string): void;
  /** Called when Redis is available again. */
  onBack(): void;
}

interface Subscription {
  readonly onMessage: (text: string) => void;
  /** Called when messages arrive again after messages may have been missed. */
  readonly onHearing: () => void;
}

/**
 * Connections to a Redis server that may fail and return at any time. One connection sends commands, another one listens.
 * Both reconnect automatically. Callers never wait for a Redis that is unavailable.
 */
export class RedisLink {
  private readonly options: RedisLinkOptions;
  private readonly namespace: string;
  private readonly asker: Redis;
  private readonly listener: Redis;
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly closed = new AbortController();
  private readonly known = Promise.withResolvers<void>();
  private state: 'UNKNOWN' | 'THERE' | 'LOST' = 'UNKNOWN';
  private hears = false;
  /** Why Redis answers without doing what it is asked to; undefined while it does. */
  private refusal: string | undefined;
  /** Whether Redis has taken a write on this connection. */
  private takesWrites = false;
  private lastError: string | undefined;
  /** Why Redis lets nothing be listened to; undefined while it does. */
  private deafness: string | undefined;

  constructor(options: RedisLinkOptions) {
    this.options = options;
    this.asker = new Redis(options.url, { ...OPTIONS, connectionName: 'aragora' });
    this.listener = new Redis(options.url, { ...OPTIONS, connectionName: 'aragora-listener' });
    this.namespace = options.namespace ?? `aragora:${this.asker.options.db ?? 0}`;
    for (const client of [this.asker, this.listener]) {
      client.on('error', (error) => {
        this.lastError = reasonOf(error);
      });
    }
    this.asker.on('ready', () => void this.checkWrites().catch(() => {}));
    this.asker.on('close', () => {
      this.takesWrites = false;
      this.lost();
    });
    this.listener.on('ready', () => void this.subscribeTo([...this.subscriptions.keys()]));
    this.listener.on('close', () => {
      this.hears = false;
      this.lost();
    });
    this.listener.on('message', (channel, text) => this.subscriptions.get(channel)?.onMessage(text));
  }

  /** Resolves when Redis is available, or known to be unavailable. Never throws. */
  async open(): Promise<void> {
    for (const client of [this.asker, this.listener]) void client.connect().catch(() => {});
    void this.keepAsking();
    await Promise.race([this.known.promise, this.options.clock.sleep(PATIENCE_MS, this.closed.signal)]);
  }

  /** Resolves within a second, even if Redis does not respond. */
  async close(): Promise<void> {
    this.closed.abort();
    await Promise.all([goodbye(this.asker), goodbye(this.listener)]);
  }

  /** Whether messages of the subscriptions arrive. */
  get isHearing(): boolean {
    return this.hears;
  }

  /** The name with its prefix in Redis. */
  nameOf(name: string): string {
    return `${this.namespace}:${name}`;
  }

  /** Sends the text to all listeners without waiting. Returns false when Redis is unavailable; `onFailed` tells it later. */
  publish(name: string, text: string, onFailed: () => void = () => {}): boolean {
    // Where this process may not listen, others with the same user may not either.
    if (this.asker.status !== 'ready' || this.refusal || this.deafness) return false;
    void this.asker.publish(this.nameOf(name), text).catch((error) => {
      this.noteRefusal(error);
      onFailed();
    });
    return true;
  }

  /** Receives messages published under the name, from now on and whenever Redis is available. */
  async subscribe(name: string, subscription: Subscription): Promise<void> {
    const channel = this.nameOf(name);
    this.subscriptions.set(channel, subscription);
    if (this.listener.status === 'ready') await this.subscribeTo([channel]);
  }

  /** Returns the reply of Redis. Throws `Unavailable` when Redis is unavailable, too slow, or refuses the command. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.asker.status !== 'ready') throw new Unavailable(this.lastError ?? 'Redis is away.');
    if (this.refusal) throw new KnownProblem(problemOf(this.refusal));
    // Errors of the driver contain the arguments of the command, so only their message is passed on.
    return this.inTime(this.asker, question(this.asker)).catch((error) => {
      this.noteRefusal(error);
      throw new Unavailable(`Redis: ${reasonOf(error)}`);
    });
  }

  /** Rejects unless Redis replies on both connections, and does what it is asked to. */
  async probe(): Promise<void> {
    await this.ask(async () => {
      if (!this.hears) throw new Error('It is not listened to.');
      await Promise.all([this.checkWrites(), this.inTime(this.listener, this.listener.ping())]);
    }).catch((error) => {
      const refusal = this.refusal ?? this.deafness;
      throw refusal ? new KnownProblem(problemOf(refusal), { cause: error }) : error;
    });
  }

  /** Uses every command that the server needs. Redis may answer and yet refuse them: full, a replica, loading, or by rights. */
  private async checkWrites(): Promise<void> {
    const keys = [this.nameOf('probe'), this.nameOf('probe-count'), this.nameOf('probe-keys')];
    try {
      await this.inTime(this.asker, this.asker.eval(USES_EVERYTHING, keys.length, ...keys));
    } catch (error) {
      this.noteRefusal(error);
      throw error;
    }
    this.refusal = undefined;
    this.takesWrites = true;
    this.found();
  }

  private noteRefusal(error: unknown): void {
    const refusal = refusalIn(error);
    if (!refusal) return;
    this.refusal = refusal;
    this.takesWrites = false;
    this.lastError = problemOf(refusal);
    this.lost();
  }

  /** The reply. After the deadline the connection of the client is closed, and all of its pending commands fail. */
  private async inTime<T>(client: Redis, answer: Promise<T>): Promise<T> {
    const done = new AbortController();
    const late = this.options.clock.sleep(ANSWER_MS, done.signal).then(async () => {
      // After a pause of this process the timer fires first, although the reply may already be there.
      await new Promise((resolve) => setImmediate(resolve));
      if (!done.signal.aborted) client.stream.destroy(new Error(SILENT));
      throw new Error(SILENT);
    });
    return Promise.race([answer, late]).finally(() => done.abort(null));
  }

  private async subscribeTo(channels: readonly string[]): Promise<void> {
    try {
      if (channels.length > 0) await this.listener.subscribe(...channels);
      this.hears = true;
      this.deafness = undefined;
      this.found();
      for (const channel of channels) this.subscriptions.get(channel)?.onHearing();
    } catch (error) {
      this.lastError = reasonOf(error);
      this.deafness = refusalIn(error);
      this.hears = false;
      // Said now: further errors would hide it before the connection has ended.
      if (this.deafness) this.lost();
      if (this.listener.status === 'ready') this.listener.disconnect(true);
    }
  }

  private found(): void {
    if (this.asker.status !== 'ready' || !this.takesWrites || !this.hears || this.state === 'THERE') return;
    const wasLost = this.state === 'LOST';
    this.state = 'THERE';
    this.lastError = undefined;
    this.known.resolve();
    if (wasLost) this.options.onBack();
  }

  private lost(): void {
    if (this.state === 'LOST' || this.closed.signal.aborted) return;
    this.state = 'LOST';
    this.known.resolve();
    this.options.onLost(this.lastError ?? 'The connection ended.');
  }

  private async keepAsking(): Promise<void> {
    const { signal } = this.closed;
    while (!signal.aborted) {
      await this.options.clock.sleep(HEARTBEAT_MS, signal);
      if (this.asker.status === 'ready') void this.checkWrites().catch(() => {});
      const { listener } = this;
      if (listener.status === 'ready') void this.inTime(listener, listener.ping()).catch(() => {});
    }
  }
}

async function goodbye(client: Redis): Promise<void> {
  const isOpen = ['connecting', 'connect', 'ready'].includes(client.status);
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  client.disconnect();
  if (isOpen) await ended;
}

function problemOf(refusal: string): string {
  return `Redis answers, and refuses what it is asked to do (${refusal}).`;
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'It failed and did not say why.';
}
