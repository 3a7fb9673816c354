import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { migrationStatus, prepareSchema, rollBackMigration } from '../../../src/infra/postgres/migrate.ts';
import { type OpenDatabase, openEmbedded, openPostgres } from '../../../src/infra/postgres/open.ts';
import { createDatabase, type EmptyDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

const LAST = migrations.at(-1)?.name ?? '';

let directory: string;
let opened: OpenDatabase;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'aragora-up-to-date-'));
});
afterEach(async () => {
  await opened?.close();
  await rm(directory, { recursive: true, force: true });
});

const pending = async () =>
  (await migrationStatus(opened)).flatMap(({ name, appliedAt }) => (appliedAt === null ? [name] : []));

describe.skipIf(postgresUrl === undefined)('a database of an operator', () => {
  let database: EmptyDatabase | undefined;

  beforeEach(async () => {
    database = await createDatabase(postgresUrl ?? '');
    opened = await openPostgres({ url: database.url, poolSize: 4, poolTimeoutMs: 10_000 }, directory, DATABASE_SCHEMA);
  });
  afterEach(() => database?.drop());

  it('is not used by a server while it lacks a migration, and the error names the migration', async () => {
    await prepareSchema(opened);
    await opened.database.query('delete from migrations where name = $1', [LAST]);
    const refused = await prepareSchema(opened).catch((error) => error);
    expect(refused).toBeInstanceOf(CannotStart);
    expect(refused.message).toBe(`The database lacks ${LAST}. Stop its servers, then run \`aragora migrate apply\`.`);
    expect(await pending()).toEqual([LAST]);
  });
});

it('an embedded database that lacks a migration is migrated', async () => {
  opened = await openEmbedded(directory, DATABASE_SCHEMA);
  await prepareSchema(opened);
  expect(await rollBackMigration(opened)).toBe(LAST);
  expect(await pending()).toEqual([LAST]);
  await prepareSchema(opened);
  expect(await pending()).toEqual([]);
});
