import type { EventBus, StreamRef } from '../../domain/events/ports.ts';

type Listener = { stream?: string; onNotify: (ref: StreamRef) => void };

/** Notifications within one process. */
export class MemoryEventBus implements EventBus {
  readonly isHearing = true;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly listenersToAll = new Set<() => void>();

  async notify(ref: StreamRef): Promise<void> {
    for (const { stream, onNotify } of this.listeners.get(ref.workspaceId) ?? []) {
      if (stream === undefined || stream === ref.stream) onNotify(ref);
    }
    for (const onNotify of this.listenersToAll) onNotify();
  }

  /** Notifies every listener to one stream as if the stream had moved, and every listener to all streams once. */
  notifyAll(): void {
    for (const [workspaceId, listeners] of this.listeners) {
      for (const { stream, onNotify } of listeners) if (stream !== undefined) onNotify({ workspaceId, stream });
    }
    for (const onNotify of this.listenersToAll) onNotify();
  }

  listen({ workspaceId, stream }: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void) {
    const listener = { onNotify, ...(stream !== undefined && { stream }) };
    const listeners = this.listeners.get(workspaceId) ?? new Set();
    this.listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(workspaceId) === listeners) this.listeners.delete(workspaceId);
    };
  }

  listenAll(onNotify: () => void): () => void {
    // A new function for each call: a callback that is registered twice is called twice, and stopped separately.
    const listener = () => onNotify();
    this.listenersToAll.add(listener);
    return () => {
      this.listenersToAll.delete(listener);
    };
  }
}
