import { Unavailable } from '../../domain/shared/errors.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { SharedState, SharedValue } from '../../domain/shared/ports.ts';

type Store = SharedState & { forgetExpired(): Promise<void> };

const [FIRST, SECOND] = ['1:', '2:'];

/**
 * Shared state in a first store, and in a second one while the first is unavailable. Values are not copied between them. A
 * version names its store, so that a change that started on one store is refused by the other and repeated.
 */
export class FallbackSharedState implements SharedState {
  private readonly first: Store;
  private readonly second: Store;

  constructor(first: Store, second: Store) {
    this.first = first;
    this.second = second;
  }

  async get(key: string): Promise<SharedValue | undefined> {
    return this.either(async (store, mark) => {
      const found = await store.get(key);
      return found && marked(found, mark);
    });
  }

  async list(prefix: string): Promise<readonly SharedValue[]> {
    return this.either(async (store, mark) => (await store.list(prefix)).map((found) => marked(found, mark)));
  }

  async compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean> {
    return this.either(async (store, mark) => {
      if (version !== undefined && !version.startsWith(mark)) {
        // The read shows that the store is available. Only then may it refuse a change from the other store.
        await store.get(key);
        return false;
      }
      return store.compareAndSet(key, version?.slice(mark.length), value, ttlMs);
    });
  }

  set(key: string, value: Json, ttlMs: number): Promise<void> {
    return this.either((store) => store.set(key, value, ttlMs));
  }

  /** Deletes expired values in both stores. */
  async forgetExpired(): Promise<void> {
    await this.first.forgetExpired().catch(whenAway);
    await this.second.forgetExpired();
  }

  private async either<T>(ask: (store: Store, mark: string) => Promise<T>): Promise<T> {
    return ask(this.first, FIRST).catch((error) => {
      whenAway(error);
      return ask(this.second, SECOND);
    });
  }
}

function marked(found: SharedValue, mark: string): SharedValue {
  return { ...found, version: `${mark}${found.version}` };
}

function whenAway(error: unknown): void {
  if (!(error instanceof Unavailable)) throw error;
}
