import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import {
  applyMigrations,
  checkSchema,
  migrationStatus,
  prepareSchema,
  rollBackMigration,
} from '../../../src/infra/postgres/migrate.ts';
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

describe('a database that a newer version has migrated', () => {
  const NEWER = '2099-01-01-add-notes';
  const record = (name: string) => opened.database.query('insert into migrations (name) values ($1)', [name]);

  beforeEach(async () => {
    opened = await openEmbedded(directory, DATABASE_SCHEMA);
    await prepareSchema(opened);
  });

  it.each([
    ['served', prepareSchema],
    ['migrated', applyMigrations],
    ['rolled back', rollBackMigration],
    ['reported as healthy', checkSchema],
  ])('is not %s, and the error names the migration', async (_, use: (open: OpenDatabase) => Promise<unknown>) => {
    await record(NEWER);
    const refused = (await use(opened).catch((error) => error)) as Error;
    expect(refused.message).toContain(`does not know ${NEWER}.`);
    expect(await pending()).toEqual([]);
  });

  it('is served when the migration is marked as compatible, and only the newer version can roll it back', async () => {
    await record(`${NEWER}.compatible`);
    await prepareSchema(opened);
    await checkSchema(opened);
    expect(await applyMigrations(opened)).toEqual([]);
    await expect(rollBackMigration(opened)).rejects.toThrow('Roll it back with that version.');
    expect((await migrationStatus(opened)).at(-1)).toMatchObject({ name: `${NEWER}.compatible`, isKnown: false });
  });

  it('is not served when a further migration is not compatible', async () => {
    await record(`${NEWER}.compatible`);
    await record(NEWER);
    await expect(prepareSchema(opened)).rejects.toBeInstanceOf(CannotStart);
  });

  it('is told apart from one that was rolled back while it was served', async () => {
    await opened.database.query('delete from migrations where name = $1', [LAST]);
    await expect(checkSchema(opened)).rejects.toThrow(`The database lacks ${LAST}`);
  });

  it('names at most five migrations', async () => {
    for (let nth = 1; nth <= 7; nth++) await record(`${NEWER}-${nth}`);
    await expect(prepareSchema(opened)).rejects.toThrow(/add-notes-5 and 2 more\. Start the version/);
  });
});
