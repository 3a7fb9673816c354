import type { EventBus, StreamRef } from '../../domain/events/ports.ts';

type Listener = { stream?: string; onNotify: (ref: StreamRef) => void };

/** The doorbell within one process. */
export class MemoryEventBus implements EventBus {
  private readonly listeners = new Map<string, Set<Listener>>();

  async notify(ref: StreamRef): Promise<void> {
    for (const { stream, onNotify } of this.listeners.get(ref.workspaceId) ?? []) {
      if (stream === undefined || stream === ref.stream) onNotify(ref);
    }
  }

  /** Rings at everybody who listens to one stream, as if it had moved. */
  notifyAll(): void {
    for (const [workspaceId, listeners] of this.listeners) {
      for (const { stream, onNotify } of listeners) if (stream !== undefined) onNotify({ workspaceId, stream });
    }
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
}
