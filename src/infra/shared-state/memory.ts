import type { Json } from '../../domain/shared/json.ts';
import type { Clock, SharedState, SharedValue } from '../../domain/shared/ports.ts';

interface Kept extends SharedValue {
  readonly expiresAtMs: number;
}

/** Shared state of one process, for tests and for a single server with an embedded database. */
export class MemorySharedState implements SharedState {
  private readonly clock: Clock;
  private readonly values = new Map<string, Kept>();
  private writes = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async get(key: string): Promise<SharedValue | undefined> {
    const kept = this.present(key);
    return kept && shown(kept);
  }

  async list(prefix: string): Promise<readonly SharedValue[]> {
    const keys = [...this.values.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.flatMap((key) => {
      const kept = this.present(key);
      return kept ? [shown(kept)] : [];
    });
  }

  async compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean> {
    if (this.present(key)?.version !== version) return false;
    await this.set(key, value, ttlMs);
    return true;
  }

  async set(key: string, value: Json, ttlMs: number): Promise<void> {
    const expiresAtMs = this.clock.monotonicMs() + ttlMs;
    this.values.set(key, { key, value: structuredClone(value), version: String(++this.writes), expiresAtMs });
  }

  /** Deletes expired values. */
  async forgetExpired(): Promise<void> {
    for (const key of this.values.keys()) if (!this.present(key)) this.values.delete(key);
  }

  private present(key: string): Kept | undefined {
    const kept = this.values.get(key);
    return kept && kept.expiresAtMs > this.clock.monotonicMs() ? kept : undefined;
  }
}

function shown({ key, value, version }: Kept): SharedValue {
  return { key, value: structuredClone(value), version };
}
