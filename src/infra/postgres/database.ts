import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely, MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { AfterCommit, Atomically } from '../../domain/shared/ports.ts';
import { isDiskFull, unavailable } from './unavailable.ts';

/** A refusal for want of room counts for so long; the next one renews it. */
const FULL_FOR_MS = 5_000;

/**
 * The database, behind one way in. Inside `atomically` every use joins that transaction: on the embedded database, which
 * has one connection, anything else would wait for the transaction that waits for it. Outside each use has an entity
 * manager of its own.
 */
export class Database {
  readonly orm: MikroORM;
  private readonly ambient = new AsyncLocalStorage<Transaction>();
  private fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(orm: MikroORM) {
    this.orm = orm;
  }

  /** Throws `Unavailable` when the database cannot be reached. */
  use<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const ambient = this.ambient.getStore();
    return ambient ? work(ambient.em) : work(this.fork()).catch(this.fail);
  }

  /**
   * Runs one statement past the mapper, its values (`$1`, `$2`, …) bound by the driver: for what every step of a debate does.
   * Columns come back by their own names. Otherwise as `use`.
   */
  query<Row>(sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.use(async (em) => {
      await em.getConnection().ensureConnection();
      return (await em.getKysely().executeQuery<Row>(statement(sql, values))).rows;
    });
  }

  readonly atomically: Atomically = async (work) => {
    if (this.ambient.getStore()) return work();
    const afterCommit: (() => unknown)[] = [];
    const result = await this.fork()
      .transactional((em) => this.ambient.run({ em: em as SqlEntityManager, afterCommit }, work))
      .catch(this.fail);
    for (const told of afterCommit) await told();
    return result;
  };

  readonly afterCommit: AfterCommit = async (work) => {
    const ambient = this.ambient.getStore();
    if (ambient) ambient.afterCommit.push(work);
    else await work();
  };

  /** Throws when a write was refused lately because the disk of the database is full. */
  checkRoom(): void {
    if (performance.now() - this.fullAtMs < FULL_FOR_MS) throw new Error('The disk of the database is full.');
  }

  private readonly fail = (error: unknown): never => {
    if (isDiskFull(error)) this.fullAtMs = performance.now();
    return unavailable(error);
  };

  private fork(): SqlEntityManager {
    return this.orm.em.fork() as SqlEntityManager;
  }
}

interface Transaction {
  readonly em: SqlEntityManager;
  readonly afterCommit: (() => unknown)[];
}

/** A statement as the query builder under the mapper takes it. */
function statement(sql: string, values: readonly unknown[]): Parameters<Kysely<unknown>['executeQuery']>[0] {
  const query = { kind: 'RawNode', sqlFragments: [sql], parameters: [] } as const;
  return { query, sql, parameters: values, queryId: { queryId: 'statement' } };
}
