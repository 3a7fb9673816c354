import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { embeddedOrm, postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { createDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

type Orm = Awaited<ReturnType<typeof embeddedOrm>>;

describe('the entities', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function differenceIn(orm: Orm): Promise<string> {
    closing.unshift(() => orm.close(true));
    await orm.migrator.up();
    return orm.schema.getUpdateSchemaSQL({ wrap: false });
  }

  it('match the tables that the migrations create on the embedded database', async () => {
    expect(await differenceIn(await embeddedOrm(undefined, DATABASE_SCHEMA))).toBe('');
  });

  it.skipIf(postgresUrl === undefined)('match the tables that the migrations create on PostgreSQL', async () => {
    const { url, drop } = await createDatabase(postgresUrl ?? '');
    closing.push(drop);
    expect(await differenceIn(await postgresOrm({ url, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA))).toBe(
      '',
    );
  });

  it('would show a table that no migration creates', async () => {
    const migrations = DATABASE_SCHEMA.migrations.filter(({ name }) => !name.endsWith('-second-factors'));
    const difference = await differenceIn(await embeddedOrm(undefined, { ...DATABASE_SCHEMA, migrations }));
    expect(difference).toContain('create table "second_factors"');
  });

  it('are compared with the migrations by the command line of MikroORM', async () => {
    const cli = ['node_modules/@mikro-orm/cli/cli.js', 'migration:check', '--config=scripts/mikro-orm.config.ts'];
    const { stdout } = await promisify(execFile)(process.execPath, cli);
    expect(stdout).toContain('No changes required');
  }, 120_000);
});
