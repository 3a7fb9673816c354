import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { verifyChain } from '../../../src/domain/events/event.ts';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { ANN, anAction, anAuditLog, reportOf } from '../../support/audit-entries.ts';
import { anEvent } from '../../support/builders.ts';
import { asAdmin, openPostgres, POOL_SIZE, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

describe.skipIf(postgresUrl === undefined)('a PostgreSQL server with many connections', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openPostgres(postgresUrl ?? '');
  });
  afterAll(() => opened?.close());

  it('rejects the second of two concurrent writers of a stream, which would write a duplicate', async () => {
    const { atomically, log } = await opened.stores();
    await log.append(REF, [anEvent()]);
    const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = atomically(async () => {
      await log.append(REF, [anEvent({ writer: 1 })]);
      written.resolve();
      await go.promise;
    });
    await written.promise;
    const second = atomically(() => log.append(REF, [anEvent({ writer: 2 })]));
    const failing = expect(second).rejects.toThrow(/duplicate|unique/i);
    await untilWaiting(opened);
    go.resolve();
    await first;
    await failing;
    const events = await log.read(REF, 0, 10);
    expect(events.map((event) => event.data)).toEqual([{}, { writer: 1 }]);
    expect(verifyChain(events)).toEqual({ intact: true, erased: [] });
  });

  it('lets the second writer of an audit log wait, and continue after the first one commits or rolls back', async () => {
    const { audit, atomically } = await opened.stores();
    const log = anAuditLog({ audit, atomically });
    for (const isUndone of [false, true]) {
      const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const first = atomically(async () => {
        await log.record(ANN, anAction());
        written.resolve();
        await go.promise;
        if (isUndone) throw new Error('undone');
      }).catch(() => {});
      await written.promise;
      const second = log.record(ANN, anAction());
      await untilWaiting(opened, 'audit_heads');
      go.resolve();
      await first;
      expect((await second).seq).toBe(isUndone ? 3 : 2);
    }
    expect(await reportOf(log)).toMatchObject({ isValid: true, entries: 3 });
  });

  it('shows a reader the state before an open transaction, without waiting for it', async () => {
    const { atomically, log } = await opened.stores();
    const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = atomically(async () => {
      await log.append(REF, [anEvent()]);
      written.resolve();
      await go.promise;
    });
    await written.promise;
    expect(await log.last(REF)).toBeUndefined();
    go.resolve();
    await writing;
    expect(await log.last(REF)).toMatchObject({ seq: 1 });
  });

  it('is unavailable when it cannot be reached', async () => {
    const orm = await postgresOrm(
      { url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1, poolTimeoutMs: 500 },
      DATABASE_SCHEMA,
    );
    const database = new Database(orm);
    await expect(database.use((em) => em.execute('select 1'))).rejects.toThrow(Unavailable);
    await expect(database.atomically(async () => {})).rejects.toThrow(Unavailable);
    await orm.close(true);
  });

  it('is unavailable for a statement that takes too long, and available for the next', async () => {
    const orm = await postgresOrm(
      {
        url: postgresUrl ?? '',
        poolSize: 1,
        poolTimeoutMs: 10_000,
        statementTimeoutMs: 200,
      },
      DATABASE_SCHEMA,
    );
    const database = new Database(orm);
    await expect(database.use((em) => em.execute('select pg_sleep(20)'))).rejects.toThrow(Unavailable);
    await expect(database.atomically(() => database.use((em) => em.execute('select pg_sleep(20)')))).rejects.toThrow(
      Unavailable,
    );
    expect(await database.use((em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
    await orm.close(true);
  });

  it('is unavailable when it ends a connection during a transaction, and available again, any number of times', async () => {
    const { database } = opened;
    for (let nth = 0; nth < POOL_SIZE + 2; nth++) await endInTheMiddle(opened);
    expect(await database.use((em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
    expect(await database.atomically(() => database.use((em) => em.execute('select 2 as two')))).toEqual([{ two: 2 }]);
  });

  it('reports a wrong query as such, and not as unavailable', async () => {
    const wrong = opened.database.use((em) => em.execute('select nonsense'));
    await expect(wrong).rejects.not.toThrow(Unavailable);
    await expect(wrong).rejects.toThrow('nonsense');
  });
});

/** Ends the connection of a transaction that waits for an answer. */
async function endInTheMiddle({ database }: TestDatabase): Promise<void> {
  const pid = Promise.withResolvers<number>();
  const cut = database.atomically(async () => {
    const [row] = await database.use((em) => em.execute<{ pid: number }[]>('select pg_backend_pid() as pid'));
    pid.resolve(row?.pid ?? 0);
    await database.use((em) => em.execute('select pg_sleep(20)'));
  });
  const failing = expect(cut).rejects.toThrow(Unavailable);
  await asAdmin(postgresUrl ?? '', 'select pg_terminate_backend($1)', [await pid.promise]);
  await failing;
}

/** Waits until one connection of this database waits for a lock of another one. */
async function untilWaiting({ database }: TestDatabase, table = 'events'): Promise<void> {
  const waiting = `
    select 1 from pg_stat_activity where wait_event_type = 'Lock'
    and pid in (select pid from pg_locks where relation = '${table}'::regclass)`;
  while ((await database.use((em) => em.execute<unknown[]>(waiting))).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
