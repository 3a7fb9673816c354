import { afterEach, describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { textIndexWarnings } from '../../../src/infra/debates/postgres/text-index.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { asAdmin, createDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

describe.skipIf(postgresUrl === undefined)('the index of the search for text', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function aDatabase(role?: string): Promise<{ database: Database; url: string }> {
    const { url, drop } = await createDatabase(postgresUrl ?? '');
    closing.push(drop);
    if (role !== undefined) {
      await asAdmin(url, `create role ${role}`);
      closing.push(() => asAdmin(postgresUrl ?? '', `drop role ${role}`));
      await asAdmin(url, `grant create on schema public to ${role}`);
      const name = new URL(url).pathname.slice(1);
      await asAdmin(url, `alter role current_user in database ${name} set role to ${role}`);
    }
    const orm = await postgresOrm({ url, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
    closing.unshift(() => orm.close(true));
    await orm.migrator.up();
    return { database: new Database(orm), url };
  }

  it('is there where the role may create the extension', async () => {
    const { database } = await aDatabase();
    expect(await textIndexWarnings(database)).toEqual([]);
  });

  it('is missing where it may not, with a warning whose statements create it', async () => {
    const { database, url } = await aDatabase(`limited_${process.pid}`);
    const [warning] = await textIndexWarnings(database);
    expect(warning).toContain('pg_trgm');
    await asAdmin(url, `set role none; ${warning?.split('run in this database: ')[1]}`);
    expect(await textIndexWarnings(database)).toEqual([]);
  });
});
