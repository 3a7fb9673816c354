import { AsyncLocalStorage } from 'node:async_hooks';
import type { AfterCommit, Atomically } from '../../../src/domain/shared/ports.ts';

/**
 * The shared part of the memory stores, in place of a database. Transactions keep all or nothing and run one at a time. Reads
 * wait for an open transaction.
 */
export class MemoryDatabase {
  private readonly tables: Map<string, unknown>[] = [];
  private readonly inside = new AsyncLocalStorage<(() => unknown)[]>();
  private last: Promise<unknown> = Promise.resolve();

  /** A table whose rows are replaced and never changed, so that a transaction can be rolled back. */
  table<Row>(): Map<string, Row> {
    const table = new Map<string, Row>();
    this.tables.push(table);
    return table;
  }

  use<T>(work: () => T): Promise<T> {
    return this.inside.getStore() ? Promise.resolve().then(work) : this.inTurn(async () => work());
  }

  readonly atomically: Atomically = async (work) => {
    if (this.inside.getStore()) return work();
    const afterCommit: (() => unknown)[] = [];
    const result = await this.inTurn(async () => {
      const before = this.tables.map((table) => new Map(table));
      try {
        return await this.inside.run(afterCommit, work);
      } catch (error) {
        this.tables.forEach((table, at) => {
          restore(table, before[at]);
        });
        throw error;
      }
    });
    for (const told of afterCommit) await told();
    return result;
  };

  readonly afterCommit: AfterCommit = async (work) => {
    const inside = this.inside.getStore();
    if (inside) inside.push(work);
    else await work();
  };

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => {});
    return result;
  }
}

function restore(table: Map<string, unknown>, before: ReadonlyMap<string, unknown> | undefined): void {
  table.clear();
  for (const [key, row] of before ?? []) table.set(key, row);
}
