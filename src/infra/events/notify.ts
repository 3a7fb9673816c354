import type { EventBus, StreamRef } from '../../domain/events/ports.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { NOTIFY_APPLICATION_NAME } from '../postgres/channel-name.ts';
import type { Database } from '../postgres/database.ts';
import { MemoryEventBus } from './memory.ts';
import { NotifyConnection } from './notify-connection.ts';

const CHANNEL = 'aragora_bell';

/**
 * The doorbell across processes, over PostgreSQL's LISTEN and NOTIFY on a connection of its own. While that connection
 * is away rings are lost; when it is back everybody is rung once.
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
      onNotification: (payload) => this.hear(payload),
    });
  }

  /** Resolves once rings can be heard. Throws when the database cannot be reached. */
  open(): Promise<void> {
    return this.connection.open();
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async notify({ workspaceId, stream }: StreamRef): Promise<void> {
    const payload = JSON.stringify([workspaceId, stream]);
    // A ring that cannot be sent is a lost ring: whoever follows looks again by itself.
    await this.database.use((em) => em.execute('select pg_notify(?, ?)', [CHANNEL, payload])).catch(() => {});
  }

  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    return this.local.listen(ref, onNotify);
  }

  private hear(payload: string | undefined): void {
    const ref = refIn(payload);
    if (ref) void this.local.notify(ref);
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
