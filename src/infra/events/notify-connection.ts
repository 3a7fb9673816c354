import { Socket } from 'node:net';
import type { Client } from 'pg';
import type { Clock } from '../../domain/shared/ports.ts';
import { sessionClient } from '../postgres/session-client.ts';

const SessionClient = sessionClient({});

const RECONNECT_MS = 1_000;
/** Deadline for a server to accept a connection; then the next attempt begins. */
const CONNECT_MS = 5_000;
/** Interval of the checks of a connection. */
const ASKED_EVERY_MS = 10_000;
/** Deadline of one check. */
const ANSWERS_WITHIN_MS = 5_000;
/** Deadline for a server to end a connection in order. */
const GOODBYE_MS = 2_000;

export interface NotifyOptions {
  readonly url: string;
  readonly clock: Clock;
  /** The name of the connection in the database. */
  readonly name: string;
  /** Statements that start listening, run on every new connection. */
  readonly setUp: string;
  /** Interval of the checks of the connection; 10 s when left out. */
  readonly askedEveryMs?: number;
  /** Called when the connection is open, the first time and after each interruption. */
  onConnected(): void;
  onNotification(payload: string | undefined): void;
}

/** A connection to PostgreSQL that receives notifications, and reconnects whenever it breaks. */
export class NotifyConnection {
  private readonly options: NotifyOptions;
  private readonly closed = new AbortController();
  private client: Client | undefined;
  private socket: Socket | undefined;
  private ready: Client | undefined;
  private listening: Promise<void> = Promise.resolve();

  constructor(options: NotifyOptions) {
    this.options = options;
  }

  /** Resolves once notifications can be received. Throws when the database cannot be reached. */
  async open(): Promise<void> {
    await this.connect();
    this.listening = this.stayConnected();
  }

  async close(): Promise<void> {
    this.closed.abort();
    const late = setTimeout(() => this.socket?.destroy(), GOODBYE_MS);
    await this.client?.end().catch(() => {});
    await this.listening;
    clearTimeout(late);
  }

  /** Whether notifications arrive, as far as the last check tells. */
  get isReady(): boolean {
    return this.ready !== undefined;
  }

  /** Runs a statement on the connection; undefined while it is down. */
  run(sql: string, values: readonly unknown[]): Promise<unknown> | undefined {
    return this.ready?.query(sql, [...values]);
  }

  private async connect(): Promise<void> {
    const { url, name, setUp, onConnected, onNotification } = this.options;
    const socket = new Socket();
    const stream = () => socket;
    const client = new SessionClient({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      stream,
    });
    client.on('notification', ({ payload }) => onNotification(payload));
    client.on('error', () => {});
    Object.assign(this, { client, socket });
    // A client that is ended during its connection attempt never reports the result of the attempt.
    const ended = new Promise<never>((_, reject) =>
      client.once('end', () => {
        if (this.ready === client) this.ready = undefined;
        reject(new Error('The connection ended.'));
      }),
    );
    await Promise.race([client.connect().then(() => client.query(setUp)), ended]);
    this.ready = client;
    onConnected();
  }

  private async stayConnected(): Promise<void> {
    const { clock } = this.options;
    while (!this.closed.signal.aborted) {
      await this.untilGone();
      if (this.closed.signal.aborted) return;
      await clock.sleep(RECONNECT_MS, this.closed.signal);
      if (this.closed.signal.aborted) return;
      await this.connect().catch(() => this.client?.end().catch(() => {}));
      if (this.closed.signal.aborted) await this.client?.end().catch(() => {});
    }
  }

  /** A network can lose a connection without telling either end, so the connection is checked regularly. */
  private async untilGone(): Promise<void> {
    const { client, socket } = this;
    const { clock, askedEveryMs = ASKED_EVERY_MS } = this.options;
    if (!client) return;
    const gone = new AbortController();
    client.once('end', () => gone.abort());
    // A client that never connected has emitted `end` already, so only this check notices its loss.
    while (await this.answers(client, gone.signal)) await clock.sleep(askedEveryMs, gone.signal);
    socket?.destroy();
  }

  private async answers(client: Client, gone: AbortSignal): Promise<boolean> {
    if (gone.aborted) return false;
    const done = new AbortController();
    const late = this.options.clock.sleep(ANSWERS_WITHIN_MS, AbortSignal.any([done.signal, gone])).then(() => false);
    const answer = client.query('select 1').then(
      () => true,
      () => false,
    );
    const isThere = await Promise.race([answer, late]);
    done.abort();
    return isThere;
  }
}
