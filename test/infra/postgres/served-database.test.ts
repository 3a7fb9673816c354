import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { NotifyEventBus } from '../../../src/infra/events/notify.ts';
import {
  applyMigrations,
  migrationStatus,
  prepareSchema,
  rollBackMigration,
} from '../../../src/infra/postgres/migrate.ts';
import { type OpenDatabase, openPostgres } from '../../../src/infra/postgres/open.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

class AddNotes extends Migration {
  override up(): void {
    this.addSql('create table notes (id text primary key)');
  }

  override down(): void {
    this.addSql('drop table notes');
  }
}

const TABLES = "select table_name from information_schema.tables where table_schema = 'public' order by 1";

describe.skipIf(postgresUrl === undefined)('a database that servers use', () => {
  let database: EmptyDatabase | undefined;
  let url: string;
  let directory: string;
  let opened: OpenDatabase;
  const notifiers: NotifyEventBus[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aragora-served-'));
    database = await createDatabase(postgresUrl ?? '');
    url = database.url;
    opened = await openPostgres({ url, poolSize: 4, poolTimeoutMs: 10_000 }, directory, DATABASE_SCHEMA);
  });
  beforeEach(() => prepareSchema(opened));
  afterEach(async () => {
    for (const notifier of notifiers.splice(0)) await notifier.close();
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
    await rm(directory, { recursive: true, force: true });
  });

  const tables = () => asAdmin(url, TABLES);
  const serve = async (servers: number) => {
    for (let nth = 0; nth < servers; nth++) {
      const notifier = new NotifyEventBus(opened.database, url, systemClock);
      notifiers.push(notifier);
      await notifier.open();
    }
  };
  /** The database still lists an ended connection for a moment. */
  const untilUnused = () =>
    expect
      .poll(
        () =>
          asAdmin(
            url,
            "select 1 from pg_stat_activity where datname = current_database() and application_name like 'aragora-%'",
          ),
        PATIENCE,
      )
      .toEqual([]);

  it.each([1, 2])('is not rolled back while it has %i, and keeps its tables', async (servers) => {
    const before = await tables();
    await serve(servers);
    const refused = await rollBackMigration(opened).catch((error) => error);
    expect(refused).toBeInstanceOf(CannotStart);
    expect(refused.message).toContain(`Servers that use this database: ${servers}.`);
    expect(await tables()).toEqual(before);
    expect((await migrationStatus(opened)).every(({ appliedAt }) => appliedAt !== null)).toBe(true);
  });

  /** The database, opened by a program with one more migration. */
  const openWith = async (name: string) => {
    const migrations = [...DATABASE_SCHEMA.migrations, { name, class: AddNotes }];
    const options = { url, poolSize: 4, poolTimeoutMs: 10_000 };
    const newer = await openPostgres(options, directory, { ...DATABASE_SCHEMA, migrations });
    onTestFinished(() => newer.close());
    return newer;
  };

  it('is not migrated while it has one, and keeps its tables', async () => {
    await untilUnused();
    const newer = await openWith('2099-01-01-add-notes');
    const before = await tables();
    await serve(1);
    await expect(applyMigrations(newer)).rejects.toThrow('Servers that use this database: 1.');
    expect(await tables()).toEqual(before);
    for (const notifier of notifiers.splice(0)) await notifier.close();
    await untilUnused();
    expect(await applyMigrations(newer)).toEqual(['2099-01-01-add-notes']);
    expect(await rollBackMigration(newer)).toBe('2099-01-01-add-notes');
  });

  it('is not rolled back while it has one that uses Redis for notifications', async () => {
    await untilUnused();
    const jobs = new Client({ connectionString: url, application_name: 'aragora-jobs' });
    await jobs.connect();
    await expect(rollBackMigration(opened)).rejects.toThrow('Servers that use this database: at least 1.');
    await jobs.end();
  });

  it('is migrated while it has one, when all missing migrations are compatible', async () => {
    const name = '2099-01-01-add-notes.compatible';
    const newer = await openWith(name);
    await serve(1);
    expect(await applyMigrations(newer)).toEqual([name]);
    await prepareSchema(opened);
    for (const notifier of notifiers.splice(0)) await notifier.close();
    await untilUnused();
    expect(await rollBackMigration(newer)).toBe(name);
  });

  it('is migrated while servers use another database', async () => {
    await untilUnused();
    const elsewhere = new NotifyEventBus(opened.database, postgresUrl ?? '', systemClock);
    notifiers.push(elsewhere);
    await elsewhere.open();
    const undone = await rollBackMigration(opened);
    expect(undone).toBeDefined();
    expect(await applyMigrations(opened)).toEqual([undone]);
  });
});
