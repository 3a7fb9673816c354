import type { EventBus, StreamRef } from '../../domain/events/ports.ts';
import type { Random } from '../../domain/shared/ports.ts';
import type { RedisLink } from '../redis/redis.ts';
import { MemoryEventBus } from './memory.ts';

const CHANNEL = 'events';

/**
 * Notifications between processes, over Redis; listeners of the same process are notified directly. While Redis cannot
 * be reached another bus is used; after a reconnection every listener is notified once.
 */
export class RedisEventBus implements EventBus {
  private readonly local = new MemoryEventBus();
  private readonly redis: RedisLink;
  private readonly whileAway: EventBus;
  private readonly node: string;

  constructor(redis: RedisLink, whileAway: EventBus, random: Random) {
    this.redis = redis;
    this.whileAway = whileAway;
    this.node = random.hex(8);
  }

  /** Resolves once notifications can be received, or Redis cannot be reached. */
  open(): Promise<void> {
    return this.redis.subscribe(CHANNEL, {
      onMessage: (text) => this.receive(text),
      onHearing: () => this.local.notifyAll(),
    });
  }

  /** Another process may have lost Redis, and use the other bus. */
  get isHearing(): boolean {
    return this.redis.isHearing && this.whileAway.isHearing;
  }

  async notify(ref: StreamRef): Promise<void> {
    await this.local.notify(ref);
    const text = JSON.stringify([this.node, ref.workspaceId, ref.stream]);
    const isSent = this.redis.publish(CHANNEL, text, () => void this.whileAway.notify(ref));
    if (!isSent) await this.whileAway.notify(ref);
  }

  /** Always listens on both buses: another process may have lost Redis while this one has not. */
  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    return both(this.local.listen(ref, onNotify), this.whileAway.listen(ref, onNotify));
  }

  listenAll(onNotify: () => void): () => void {
    return both(this.local.listenAll(onNotify), this.whileAway.listenAll(onNotify));
  }

  private receive(text: string): void {
    const notified = notificationIn(text);
    if (notified && notified.node !== this.node) void this.local.notify(notified.ref);
  }
}

function both(stop: () => void, stopOther: () => void): () => void {
  return () => {
    stop();
    stopOther();
  };
}

/**
 * The stream that has moved, and the sender; undefined for a text in another format, because any client may publish.
 */
function notificationIn(text: string): { node: string; ref: StreamRef } | undefined {
  try {
    const [node, workspaceId, stream] = JSON.parse(text) as unknown[];
    if (typeof node !== 'string' || typeof workspaceId !== 'string' || typeof stream !== 'string') return undefined;
    return { node, ref: { workspaceId, stream } };
  } catch {
    return undefined;
  }
}
