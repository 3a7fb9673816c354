import type { EventBus, StreamRef } from '../../domain/events/ports.ts';
import type { Random } from '../../domain/shared/ports.ts';
import type { RedisLink } from '../redis/redis.ts';
import { MemoryEventBus } from './memory.ts';

const CHANNEL = 'bell';

/**
 * The doorbell across processes, over Redis; those of the same process are rung directly. While Redis is away it rings on
 * another bus, and when it is back everybody is rung once.
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

  /** Resolves once rings can be heard, or Redis is away. */
  open(): Promise<void> {
    return this.redis.subscribe(CHANNEL, {
      onMessage: (text) => this.hear(text),
      onHearing: () => this.local.notifyAll(),
    });
  }

  async notify(ref: StreamRef): Promise<void> {
    await this.local.notify(ref);
    const isSent = this.redis.publish(CHANNEL, JSON.stringify([this.node, ref.workspaceId, ref.stream]));
    if (!isSent) await this.whileAway.notify(ref);
  }

  /** Listens on both buses always: another process may have lost Redis while this one has not. */
  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void {
    const stops = [this.local.listen(ref, onNotify), this.whileAway.listen(ref, onNotify)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  private hear(text: string): void {
    const notified = notificationIn(text);
    if (notified && notified.node !== this.node) void this.local.notify(notified.ref);
  }
}

/** What was rung and by whom; undefined for a text that is none of ours: anybody may publish. */
function notificationIn(text: string): { node: string; ref: StreamRef } | undefined {
  try {
    const [node, workspaceId, stream] = JSON.parse(text) as unknown[];
    if (typeof node !== 'string' || typeof workspaceId !== 'string' || typeof stream !== 'string') return undefined;
    return { node, ref: { workspaceId, stream } };
  } catch {
    return undefined;
  }
}
