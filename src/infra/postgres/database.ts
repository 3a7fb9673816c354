import { AsyncLocalStorage } from 'node:async_hooks';
import { type EntityName, IsolationLevel } from '@mikro-orm/core';
import type { Kysely, MikroORM, SqlEntityManager, SqlEntityRepository } from '@mikro-orm/sql';
import type { AfterCommit, Atomically } from '../../domain/shared/ports.ts';
import { repeated } from './repeat.ts';
import { checkStorable, refusedValue, refuseNulIn } from './storable-values.ts';
import { isDiskFull, unavailable } from './unavailable.ts';

/** How long a full disk is reported after a write failed for lack of space; another failure restarts the period. */
const FULL_FOR_MS = 5_000;

/**
 * The only access to the database. Inside `atomically` every use joins that transaction: the embedded database has one
 * connection, and a use outside the transaction would wait for it forever. Every use has an entity manager of its own,
 * so the identity map is empty and a read always returns the stored data.
 */
export class Database {
  readonly orm: MikroORM;
  private readonly ambient = new AsyncLocalStorage<Transaction>();
  private fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(orm: MikroORM) {
    this.orm = orm;
    refuseNulIn(orm.driver.getConnection());
  }

  /** Reads and writes the rows of one table. Throws `Unavailable` when the database cannot be reached. */
  repository<Row extends object, T>(
    row: EntityName<Row>,
    work: (rows: SqlEntityRepository<Row>) => Promise<T>,
  ): Promise<T> {
    return this.use((em) => work(em.getRepository(row) as SqlEntityRepository<Row>));
  }

  /** Like `repository`, for work on several tables. */
  use<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    const ambient = this.ambient.getStore();
    if (ambient) return work(ambient.em.fork({ keepTransactionContext: true }));
    return work(this.fork()).catch(this.fail);
  }

  /**
   * Runs one statement without the mapper; the driver binds its values (`$1`, `$2`, …) and columns keep their own
   * names. Only for statements that a decision under docs/decisions/ names.
   */
  query<Row>(sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const ambient = this.ambient.getStore();
    // No entities are read, so the entity manager of the transaction is used as it is: a fork costs 6 % of an append.
    if (ambient) return execute<Row>(ambient.em, sql, values);
    return repeated(() => execute<Row>(this.fork(), sql, values)).catch(this.fail);
  }

  /** Throws when the tables cannot be read or written. It changes no row; only the right to do so is checked. */
  async ping(): Promise<void> {
    await this.query('update migrations set name = name where false', []);
  }

  readonly atomically: Atomically = async (work) => {
    if (this.ambient.getStore()) return work();
    const { result, afterCommit } = await repeated(() => this.transaction(work)).catch(this.fail);
    for (const told of afterCommit) await told();
    return result;
  };

  readonly afterCommit: AfterCommit = async (work) => {
    const ambient = this.ambient.getStore();
    if (ambient) ambient.afterCommit.push(work);
    else await work();
  };

  /** Throws when a write failed in the last seconds because the disk of the database was full. */
  checkRoom(): void {
    if (performance.now() - this.fullAtMs < FULL_FOR_MS) throw new Error('The disk of the database is full.');
  }

  private async transaction<T>(work: () => Promise<T>) {
    const afterCommit: (() => unknown)[] = [];
    const result = await this.fork().transactional(
      (em) => this.ambient.run({ em: em as SqlEntityManager, afterCommit }, work),
      // With every begin: the database, the role or a pooler may have another default.
      { isolationLevel: IsolationLevel.READ_COMMITTED },
    );
    return { result, afterCommit };
  }

  private readonly fail = (error: unknown): never => {
    if (isDiskFull(error)) this.fullAtMs = performance.now();
    const refused = refusedValue(error);
    if (refused) throw refused;
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

async function execute<Row>(em: SqlEntityManager, sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
  checkStorable(values);
  await em.getConnection().ensureConnection();
  return (await em.getKysely().executeQuery<Row>(statement(sql, values))).rows;
}

/** The statement in the form of Kysely, the query builder under the mapper. */
function statement(sql: string, values: readonly unknown[]): Parameters<Kysely<unknown>['executeQuery']>[0] {
  const query = { kind: 'RawNode', sqlFragments: [sql], parameters: [] } as const;
  return { query, sql, parameters: values, queryId: { queryId: 'statement' } };
}
