import { Socket } from 'node:net';
import { Client } from 'pg';
import type { EventBus, StreamRef } from '../../domain/events/ports.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { BELL_NAME } from '../postgres/bell-name.ts';
import type { Database } from '../postgres/database.ts';
import { MemoryEventBus } from './memory.ts';

const CHANNEL = 'aragora_bell';
const RECONNECT_MS = 1_000;
/** What a server gets to answer when it is connected to; one that is silent is tried anew. */
const CONNECT_MS = 5_000;
/** What a server gets to answer a goodbye. */
const GOODBYE_MS = 2_000;

/**
 * The doorbell across processes, over PostgreSQL's LISTEN and NOTIFY on a connection of its own. While that connection
 * is away rings are lost; when it is back everybody is rung once.
 */
export class NotifyEventBus implements EventBus {
  private readonly local = new MemoryEventBus();
  private readonly database: Database;
  private readonly url: string;
  private readonly clock: Clock;
  private readonly closed = new AbortController();
  private client: Client | undefined;
  private socket: Socket | undefined;
  private listening: Promise<void> = Promise.resolve();

  constructor(database: Database, url: string, clock: Clock) {
    this.database = database;
    this.url = url;
    this.clock = clock;
  }

  /** Resolves once rings can be heard. Throws when the database cannot be reached. */
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

  async ring({ workspaceId, stream }: StreamRef): Promise<void> {
    const payload = JSON.stringify([workspaceId, stream]);
    // A ring that cannot be sent is a lost ring: whoever follows looks again by itself.
    await this.database.use((em) => em.execute('select pg_notify(?, ?)', [CHANNEL, payload])).catch(() => {});
  }

  listen(ref: { workspaceId: string; stream?: string }, onRing: (ref: StreamRef) => void): () => void {
    return this.local.listen(ref, onRing);
  }

  private async connect(): Promise<void> {
    const socket = new Socket();
    const stream = () => socket;
    const client = new Client({
      connectionString: this.url,
      application_name: BELL_NAME,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      stream,
    });
    client.on('notification', ({ payload }) => this.hear(payload));
    client.on('error', () => {});
    Object.assign(this, { client, socket });
    // A client that is ended while it connects never says whether it has connected.
    const ended = new Promise<never>((_, reject) =>
      client.once('end', () => reject(new Error('The connection ended.'))),
    );
    await Promise.race([client.connect().then(() => client.query(`listen ${CHANNEL}`)), ended]);
    this.local.ringAll();
  }

  private async stayConnected(): Promise<void> {
    while (!this.closed.signal.aborted) {
      await this.untilGone();
      if (this.closed.signal.aborted) return;
      await this.clock.sleep(RECONNECT_MS, this.closed.signal);
      if (this.closed.signal.aborted) return;
      await this.connect().catch(() => this.client?.end().catch(() => {}));
      if (this.closed.signal.aborted) await this.client?.end().catch(() => {});
    }
  }

  private async untilGone(): Promise<void> {
    const { client } = this;
    if (!client) return;
    // A client that never connected has ended already and will not say so again.
    await client.query('select 1').then(
      () => new Promise<void>((resolve) => client.once('end', () => resolve())),
      () => {},
    );
  }

  private hear(payload: string | undefined): void {
    const ref = refIn(payload);
    if (ref) void this.local.ring(ref);
  }
}

/** What was rung; undefined for a notification that is none of ours: anybody may send on the channel. */
function refIn(payload: string | undefined): StreamRef | undefined {
  try {
    const [workspaceId, stream] = JSON.parse(payload ?? '') as unknown[];
    return typeof workspaceId === 'string' && typeof stream === 'string' ? { workspaceId, stream } : undefined;
  } catch {
    return undefined;
  }
}
