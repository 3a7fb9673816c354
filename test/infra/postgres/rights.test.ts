import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { aragora } from '../../e2e/support/run-aragora.ts';
import { asAdmin, createDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { aServer } from '../http/support/a-server.ts';

const TABLE_RIGHTS = 'grant select, insert, update, delete on all tables in schema';

describe.skipIf(postgresUrl === undefined)('a database role without the rights that a server needs', () => {
  let admin: string;
  let role: string;
  let url: string;

  beforeEach(async () => {
    const database = await createDatabase(postgresUrl ?? '');
    admin = database.url;
    role = `weak_${randomUUID().slice(0, 8)}`;
    await asAdmin(admin, `create role ${role} login password 'p'`);
    await asAdmin(admin, 'revoke create on schema public from public');
    onTestFinished(async () => {
      await database.drop();
      await asAdmin(postgresUrl ?? '', `drop role ${role}`);
    });
    url = Object.assign(new URL(admin), { username: role, password: 'p' }).href;
  });

  /** The message with which a server does not start. */
  const refusal = async (settings = {}): Promise<string> => {
    const server = await aServer({ DATABASE_URL: url, ...settings }).catch((error: Error) => error);
    if (!(server instanceof Error)) await server.stop();
    expect(server).toBeInstanceOf(CannotStart);
    return (server as Error).message;
  };
  const madeByAnother = async () => (await aServer({ DATABASE_URL: admin })).stop();
  const grant = (sql: string) => asAdmin(admin, `${sql} to ${role}`);

  it('is told the rights to create, in a new database', async () => {
    const reason = await refusal();
    expect(reason).toContain(`"${role}" lacks rights`);
    expect(reason).toContain(`GRANT CREATE ON SCHEMA public TO ${role};`);
    expect(reason).toMatch(/GRANT CREATE ON DATABASE \w+ TO weak_/);
  });

  it.each([
    ['migrate', 'status'],
    ['migrate', 'apply'],
    ['debates', 'list'],
  ])('is told so by `%s %s`, without a stack trace', async (...command) => {
    const { code, stderr } = await aragora(command, { settings: { DATABASE_URL: url } });
    expect(code).toBe(1);
    expect(stderr).toContain(`GRANT CREATE ON SCHEMA public TO ${role};`);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('is told the name of a schema that does not exist', async () => {
    const reason = await refusal({ ARAGORA_DB_SCHEMA: 'nowhere' });
    expect(reason).toContain('ARAGORA_DB_SCHEMA');
    expect(reason).toContain(`CREATE SCHEMA nowhere AUTHORIZATION ${role};`);
  });

  it('starts after it was given what the sentence names, on the tables of another role', async () => {
    await madeByAnother();
    await asAdmin(admin, 'create table of_another_program (id int)');
    const reason = await refusal();
    expect(reason).toContain('api_keys');
    expect(reason).toContain('owned by');
    expect(reason).not.toContain('of_another_program');
    const [, remedies = ''] = reason.split('Let an administrator run: ');
    await asAdmin(admin, remedies);
    await (await aServer({ DATABASE_URL: url })).stop();
  });

  it('is not started where a policy hides rows from it', async () => {
    await madeByAnother();
    for (const schema of ['public', 'jobs']) await grant(`${TABLE_RIGHTS} ${schema}`);
    await grant('grant usage on schema jobs');
    await asAdmin(admin, 'alter table debates enable row level security');
    expect(await refusal()).toMatch(/row-level security hides, of debates/);
  });

  it('is told so when it migrates the tables of another role', async () => {
    await madeByAnother();
    for (const schema of ['public', 'jobs']) await grant(`${TABLE_RIGHTS} ${schema}`);
    await grant('grant usage on schema jobs');
    const { code, stderr } = await aragora(['migrate', 'rollback', '--yes'], { settings: { DATABASE_URL: url } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/must be owner of .*DATABASE_URL/);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe.skipIf(postgresUrl === undefined)('a database', () => {
  it.each(['LATIN1', 'SQL_ASCII'])(
    'with the encoding %s is refused, because it cannot hold every text',
    async (encoding) => {
      const name = `aragora_${randomUUID().replaceAll('-', '')}`;
      await asAdmin(postgresUrl ?? '', `create database ${name} encoding '${encoding}' template template0 locale 'C'`);
      onTestFinished(async () => void (await asAdmin(postgresUrl ?? '', `drop database ${name} with (force)`)));
      const url = Object.assign(new URL(postgresUrl ?? ''), { pathname: `/${name}` }).href;
      await expect(aServer({ DATABASE_URL: url })).rejects.toThrow(`has the encoding ${encoding}`);
    },
  );

  it.each(["default_tablespace = 'pg_default'", 'exit_on_error = on'])('with %s gets its tables', async (setting) => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    await asAdmin(database.url, `alter database ${new URL(database.url).pathname.slice(1)} set ${setting}`);
    await (await aServer({ DATABASE_URL: database.url })).stop();
  });
});
