import { messageText } from '../../domain/events/message.ts';
import type { LossyChannel, StreamRef } from '../../domain/events/ports.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Random } from '../../domain/shared/ports.ts';
import type { RedisLink } from '../redis/redis.ts';
import { channelMessageIn, toChannelText } from './channel-message.ts';
import { MemoryChannel } from './memory-channel.ts';

const CHANNEL = 'live';

/** Messages between processes, over Redis. Listeners of the same process are called directly. */
export class RedisChannel implements LossyChannel {
  private readonly local = new MemoryChannel();
  private readonly redis: RedisLink;
  private readonly node: string;
  private readonly newest = new Map<string, number>();
  private count = 0;

  constructor(redis: RedisLink, random: Random) {
    this.redis = redis;
    this.node = random.hex(8);
  }

  /** Resolves once messages can be received, or Redis cannot be reached. */
  open(): Promise<void> {
    return this.redis.subscribe(CHANNEL, { onMessage: (text) => this.receive(text), onHearing: () => {} });
  }

  send(ref: StreamRef, message: Json): void {
    const text = messageText(message);
    this.redis.publish(CHANNEL, toChannelText({ node: this.node, count: ++this.count, ref }, text));
    this.local.deliver(ref, message);
  }

  listen(ref: StreamRef, onMessage: (message: Json) => void): () => void {
    return this.local.listen(ref, onMessage);
  }

  private receive(text: string): void {
    const received = channelMessageIn(text);
    if (!received || received.node === this.node) return;
    // A Redis that was stalled may still deliver messages that were sent before the connection was abandoned.
    if (received.count <= (this.newest.get(received.node) ?? 0)) return;
    this.newest.set(received.node, received.count);
    this.local.deliver(received.ref, received.message);
  }
}
