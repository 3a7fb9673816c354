import type { EventBus, StreamRef } from '../../domain/events/ports.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { NOTIFY_APPLICATION_NAME } from '../postgres/channel-name.ts';
import type { Database } from '../postgres/database.ts';
import { MemoryEventBus } from './memory.ts';
import { NotifyConnection } from './notify-connection.ts';

const CHANNEL = 'aragora_events';

/**
 * Notifications between processes, over PostgreSQL's LISTEN and NOTIFY on a connection of its own. While the connection
 * is down notifications are lost; after a reconnection every listener is notified once.
 */
export class NotifyEventBus implements EventBus {
  private readonly local = new MemoryEventBus();
  private readonly database: Database;
  private readonly connection: NotifyConnection;

  constructor(database: Database, url: string, clock: Clock) {
    this.database = database;
    this.connection = new NotifyConnection({
      ...{ url, clock, name: NOTIFY_APPLICATION_NAME, setUp: `listen ${CHANNEL}` },
      onConnected: () => this.local.notifyAll(),
      onNotification: (payload) => this.receive(payload),
    });
  }

  /** Resolves once notifications can be received. Throws when the database cannot be reached. */
  open(): Promise<void> {
    return this.connection.open();
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  get isHearing(): boolean {
    return this.connection.isReady;
  }

  async notify({ workspaceId, stream }: StreamRef): Promise<void> {
    const payload = JSON.stringify([workspaceId, stream]);
    // A notification that cannot be sent is lost; listeners also read again on their own.
    await this.database.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {});
  }

  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    return this.local.listen(ref, onNotify);
  }

  listenAll(onNotify: () => void): () => void {
    return this.local.listenAll(onNotify);
  }

  private receive(payload: string | undefined): void {
    const ref = refIn(payload);
    if (ref) void this.local.notify(ref);
  }
}

/** The stream that has moved; undefined for a payload in another format, because any client may send on the channel. */
function refIn(payload: string | undefined): StreamRef | undefined {
  try {
    const [workspaceId, stream] = JSON.parse(payload ?? '') as unknown[];
    return typeof workspaceId === 'string' && typeof stream === 'string' ? { workspaceId, stream } : undefined;
  } catch {
    return undefined;
  }
}
