import { AsyncLocalStorage } from 'node:async_hooks';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { Atomically } from '../../domain/shared/ports.ts';
import { unavailable } from './unavailable.ts';

/** Lets work in: at once, or one piece at a time. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The database, behind one way in. Inside `atomically` every use joins that transaction; outside each use has an entity
 * manager of its own. On the embedded database, which has one connection, the gate lets one use in at a time: a query
 * beside an open transaction would become part of it.
 */
export class Database {
  readonly orm: MikroORM;
  private readonly gate: Gate;
  private readonly ambient = new AsyncLocalStorage<SqlEntityManager>();

  constructor(orm: MikroORM, gate: Gate) {
    this.orm = orm;
    this.gate = gate;
  }

  /** Throws `Unavailable` when the database cannot be reached. */
  use<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const ambient = this.ambient.getStore();
    if (ambient) return work(ambient);
    return this.gate(() => work(this.fork())).catch(unavailable);
  }

  readonly atomically: Atomically = (work) => {
    if (this.ambient.getStore()) return work();
    return this.gate(() => this.fork().transactional((em) => this.ambient.run(em as SqlEntityManager, work))).catch(
      unavailable,
    );
  };

  private fork(): SqlEntityManager {
    return this.orm.em.fork() as SqlEntityManager;
  }
}

/** For a database with a pool of connections. */
export const openGate: Gate = (work) => work();

/** For a database with one connection: work waits for the work before it. */
export function singleGate(): Gate {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
