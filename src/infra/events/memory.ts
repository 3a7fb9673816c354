import type { EventBus, StreamRef } from '../../domain/events/ports.ts';

type Listener = { stream?: string; onRing: (ref: StreamRef) => void };

/** The doorbell within one process. */
export class MemoryEventBus implements EventBus {
  private readonly listeners = new Map<string, Set<Listener>>();

  async ring(ref: StreamRef): Promise<void> {
    for (const { stream, onRing } of this.listeners.get(ref.workspaceId) ?? []) {
      if (stream === undefined || stream === ref.stream) onRing(ref);
    }
  }

  /** Rings at everybody who listens to one stream, as if it had moved. */
  ringAll(): void {
    for (const [workspaceId, listeners] of this.listeners) {
      for (const { stream, onRing } of listeners) if (stream !== undefined) onRing({ workspaceId, stream });
    }
  }

  listen({ workspaceId, stream }: { workspaceId: string; stream?: string }, onRing: (ref: StreamRef) => void) {
    const listener = { onRing, ...(stream !== undefined && { stream }) };
    const listeners = this.listeners.get(workspaceId) ?? new Set();
    this.listeners.set(workspaceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(workspaceId) === listeners) this.listeners.delete(workspaceId);
    };
  }
}
