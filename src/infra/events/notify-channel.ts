import { messageText } from '../../domain/events/message.ts';
import type { LossyChannel, StreamRef } from '../../domain/events/ports.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Clock, Random } from '../../domain/shared/ports.ts';
import { channelMessageIn, toChannelText } from './channel-message.ts';
import { MemoryChannel } from './memory-channel.ts';
import { NotifyConnection } from './notify-connection.ts';

const CHANNEL = 'aragora_live';
/** PostgreSQL refuses longer payloads, and the whole statement with them. */
const MAX_PAYLOAD_BYTES = 7_999;
/** A connection that was lost without a sign loses live text, which may be lost, for this long. */
const ASKED_EVERY_MS = 30_000;
/** Messages of this period are sent in one statement. */
const GATHER_MS = 20;
/** Maximum number of messages that wait to be sent; beyond it, the oldest are lost. */
const MAX_WAITING = 1_000;
// Nothing is stored, so no commit needs to reach the disk; waiting for the disk would delay the event notifications
// behind it.
const SET_UP = `set synchronous_commit to off; listen ${CHANNEL}`;
const SEND = 'select count(pg_notify($1, payload)) from unnest($2::text[]) as payload';

/**
 * Messages between processes, over PostgreSQL's LISTEN and NOTIFY on a connection of its own. Listeners of the same process
 * are called directly. While the connection is down, other processes miss the messages.
 */
export class NotifyChannel implements LossyChannel {
  private readonly local = new MemoryChannel();
  private readonly connection: NotifyConnection;
  private readonly clock: Clock;
  private readonly node: string;
  private readonly closed = new AbortController();
  private waiting: string[] = [];
  private count = 0;
  private isSending = false;

  constructor(url: string, clock: Clock, random: Random) {
    this.clock = clock;
    this.node = random.hex(8);
    this.connection = new NotifyConnection({
      ...{ url, clock, name: 'aragora-live', setUp: SET_UP, askedEveryMs: ASKED_EVERY_MS },
      onConnected: () => {},
      onNotification: (payload) => this.receive(payload),
    });
  }

  /** Resolves once messages can be received. Throws when the database cannot be reached. */
  open(): Promise<void> {
    return this.connection.open();
  }

  close(): Promise<void> {
    this.closed.abort();
    return this.connection.close();
  }

  send(ref: StreamRef, message: Json): void {
    this.post(ref, messageText(message));
    this.local.deliver(ref, message);
  }

  listen(ref: StreamRef, onMessage: (message: Json) => void): () => void {
    return this.local.listen(ref, onMessage);
  }

  private post(ref: StreamRef, text: string): void {
    if (this.closed.signal.aborted) return;
    // The count tells equal messages apart: PostgreSQL keeps one of several equal notifications in a statement.
    const payload = toChannelText({ node: this.node, count: ++this.count, ref }, text);
    if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) return;
    this.waiting.push(payload);
    if (this.waiting.length > MAX_WAITING) this.waiting.shift();
    if (!this.isSending) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.isSending = true;
    while (this.waiting.length > 0 && !this.closed.signal.aborted) {
      const batch = this.waiting;
      this.waiting = [];
      // A batch that cannot be sent is lost.
      await this.connection.run(SEND, [CHANNEL, batch])?.catch(() => {});
      await this.clock.sleep(GATHER_MS, this.closed.signal);
    }
    this.isSending = false;
  }

  private receive(payload: string | undefined): void {
    const received = channelMessageIn(payload);
    if (received && received.node !== this.node) this.local.deliver(received.ref, received.message);
  }
}
