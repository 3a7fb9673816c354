import { messageText } from '../../domain/events/message.ts';
import type { LossyChannel, StreamRef } from '../../domain/events/ports.ts';
import { streamKey } from '../../domain/events/stream-key.ts';
import type { Json } from '../../domain/shared/json.ts';

type Listener = (message: Json) => void;

/** Messages within one process: they arrive before `send` returns, and no message is lost. */
export class MemoryChannel implements LossyChannel {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** The number of listeners. */
  get listening(): number {
    return [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  send(ref: StreamRef, message: Json): void {
    messageText(message);
    this.deliver(ref, message);
  }

  /** Passes a message of accepted length to the listeners of this process. */
  deliver(ref: StreamRef, message: Json): void {
    for (const onMessage of this.listeners.get(streamKey(ref)) ?? []) onMessage(message);
  }

  listen(ref: StreamRef, onMessage: Listener): () => void {
    const key = streamKey(ref);
    const listeners = this.listeners.get(key) ?? new Set();
    // A new function for each call: a callback that is registered twice is called twice, and stopped separately.
    const listener = (message: Json) => onMessage(message);
    this.listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(key) === listeners) this.listeners.delete(key);
    };
  }
}
