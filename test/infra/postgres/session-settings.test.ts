import { randomUUID } from 'node:crypto';
import { createServer, type Socket, connect as tcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { inspect } from '../../../src/infra/postgres/inspect.ts';
import { postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { sessionClient } from '../../../src/infra/postgres/session-client.ts';
import { startDebate } from '../../e2e/support/debates.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { aServer } from '../http/support/a-server.ts';

/** What a database administrator may have set, each of which changes results. */
const ODD: readonly (readonly [name: string, odd: string, wanted: string])[] = [
  ['default_transaction_isolation', 'serializable', 'read committed'],
  ['default_transaction_read_only', 'on', 'off'],
  ['default_transaction_deferrable', 'on', 'off'],
  ['search_path', 'elsewhere, public', 'public'],
  ['datestyle', 'SQL, DMY', 'ISO, MDY'],
  ['intervalstyle', 'iso_8601', 'postgres'],
  ['timezone', 'Asia/Kathmandu', 'UTC'],
  ['client_encoding', 'LATIN1', 'UTF8'],
  ['standard_conforming_strings', 'off', 'on'],
  ['bytea_output', 'escape', 'hex'],
  ['extra_float_digits', '-10', '1'],
  ['array_nulls', 'off', 'on'],
  ['transform_null_equals', 'on', 'off'],
  ['statement_timeout', '5ms', '30s'],
  ['lock_timeout', '1ms', '0'],
  ['idle_in_transaction_session_timeout', '1ms', '1min'],
  ['idle_session_timeout', '1s', '0'],
  ['synchronous_commit', 'off', 'on'],
  ['row_security', 'on', 'off'],
  ['exit_on_error', 'on', 'off'],
  ['default_tablespace', 'pg_default', ''],
];

describe.skipIf(postgresUrl === undefined)(
  'a database whose administrator has changed the settings of sessions',
  () => {
    let database: EmptyDatabase;
    const options = () => ({ url: database.url, poolSize: 12, poolTimeoutMs: 10_000, statementTimeoutMs: 30_000 });
    const change = async (name: string, value: string) => {
      const at = new URL(database.url).pathname.slice(1);
      await asAdmin(
        postgresUrl ?? '',
        `alter database ${at} set ${name} = ${value.includes(',') ? value : `'${value}'`}`,
      );
    };

    beforeAll(async () => {
      database = await createDatabase(postgresUrl ?? '');
      await asAdmin(database.url, 'create schema elsewhere');
      for (const [name, odd] of ODD) await change(name, odd);
    });
    afterAll(() => database?.drop());

    it.each(ODD)('has no effect with %s = %s', async (name, _odd, wanted) => {
      const orm = await postgresOrm(options(), DATABASE_SCHEMA);
      onTestFinished(() => orm.close(true));
      const shown = await new Database(orm).query<Record<string, string>>(`show ${name}`, []);
      expect(Object.values(shown[0] ?? {})).toEqual([wanted]);
    });

    it('begins every transaction as read committed, even in a session that has lost its settings', async () => {
      const orm = await postgresOrm({ ...options(), poolSize: 1 }, DATABASE_SCHEMA);
      onTestFinished(() => orm.close(true));
      const opened = new Database(orm);
      await opened.query("set default_transaction_isolation = 'serializable'", []);
      const [shown] = await opened.atomically(() => opened.query<object>('show transaction_isolation', []));
      expect(shown).toEqual({ transaction_isolation: 'read committed' });
    });

    it('runs 25 debates that start at once', async () => {
      const server = await aServer({ DATABASE_URL: database.url, ARAGORA_MAX_DEBATES_PER_WORKSPACE: '100' });
      onTestFinished(() => server.stop());
      const started = await Promise.all(Array.from({ length: 25 }, () => startDebate(server.url)));
      expect(new Set(started).size).toBe(25);
    });
  },
);

describe.skipIf(postgresUrl === undefined)('a PostgreSQL session', () => {
  it('is refused behind a pooler that keeps no settings', async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    // Takes the statement that sets, and does something else, as another session of the server would.
    const url = await through(database.url, (text) =>
      text.replaceAll('set_config(wanted.name', 'concat    (wanted.name'),
    );
    const name = new URL(database.url).pathname.slice(1);
    await asAdmin(postgresUrl ?? '', `alter database ${name} set datestyle = 'SQL, DMY'`);
    await expect(inspect({ url, poolSize: 1, poolTimeoutMs: 5_000 })).rejects.toThrow(/DateStyle.*session mode/);
  });

  it('reads and writes where ARAGORA_DB_SCHEMA says, and names the schema that a search_path hides', async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    const name = new URL(database.url).pathname.slice(1);
    await asAdmin(database.url, 'create schema own; create table own.migrations (name text)');
    await asAdmin(postgresUrl ?? '', `alter database ${name} set search_path = own`);
    const options = { url: database.url, poolSize: 1, poolTimeoutMs: 5_000 };
    await expect(inspect(options)).rejects.toThrow(CannotStart);
    await expect(inspect(options)).rejects.toThrow('ARAGORA_DB_SCHEMA=own');
    expect(await inspect({ ...options, schema: 'own' })).toEqual([]);
  });

  it('ends when it has become read-only, and the pool opens another', async () => {
    const orm = await postgresOrm({ url: postgresUrl ?? '', poolSize: 1, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
    onTestFinished(() => orm.close(true));
    const opened = new Database(orm);
    const table = `t_${randomUUID().replaceAll('-', '')}`;
    await asAdmin(postgresUrl ?? '', `create table ${table} (n int)`);
    onTestFinished(async () => void (await asAdmin(postgresUrl ?? '', `drop table ${table}`)));
    const write = () => opened.query(`insert into ${table} values (1)`, []);
    const inTransaction = () => opened.atomically(write);
    for (const work of [write, inTransaction]) {
      await opened.query('set default_transaction_read_only = on', []);
      await expect(work()).rejects.toMatchObject({
        name: 'Unavailable',
        message: expect.stringContaining('no writes'),
      });
      await expect.poll(() => work().then(() => 'written', String), PATIENCE).toBe('written');
    }
  });

  it('is not opened on a standby', async () => {
    const Session = sessionClient({});
    const url = await through(postgresUrl ?? '', (text) =>
      text.replaceAll('pg_is_in_recovery()', 'true               '),
    );
    const client = new Session({ connectionString: url });
    await expect(client.connect()).rejects.toMatchObject({ code: '25006' });
  });

  it('repeats a transaction that met another one, and tells once', async () => {
    const orm = await postgresOrm({ url: postgresUrl ?? '', poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
    onTestFinished(() => orm.close(true));
    const opened = new Database(orm);
    for (const code of ['40001', '40P01']) {
      const told: string[] = [];
      let attempts = 0;
      const result = await opened.atomically(async () => {
        await opened.afterCommit(() => told.push('done'));
        if (++attempts < 3)
          await opened.query(`do $$ begin raise exception 'met' using errcode = '${code}'; end $$`, []);
        return attempts;
      });
      expect([result, told]).toEqual([3, ['done']]);
      const always = opened.atomically(() =>
        opened.query(`do $$ begin raise exception 'met' using errcode = '${code}'; end $$`, []),
      );
      await expect(always).rejects.toMatchObject({ name: 'Unavailable' });
    }
  });
});

describe.skipIf(postgresUrl === undefined)('the number of connections', () => {
  it('is compared with what the server, the role and the database allow', async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    const role = `r_${randomUUID().slice(0, 8)}`;
    await asAdmin(postgresUrl ?? '', `create role ${role} login password 'p' connection limit 20`);
    onTestFinished(async () => void (await asAdmin(postgresUrl ?? '', `drop role ${role}`)));
    onTestFinished(async () => void (await asAdmin(database.url, `drop owned by ${role}`)));
    const name = new URL(database.url).pathname.slice(1);
    await asAdmin(
      database.url,
      `grant create on database ${name} to ${role}; grant create on schema public to ${role}`,
    );
    const url = Object.assign(new URL(database.url), { username: role, password: 'p' }).href;
    const warnings = (poolSize: number, processes: number) =>
      inspect({ url, poolSize, poolTimeoutMs: 5_000, processes });
    expect(await warnings(12, 1)).toEqual([]);
    expect(await warnings(13, 1)).toEqual([expect.stringContaining('21 connections')]);
    expect(await warnings(10, 2)).toEqual([expect.stringContaining('20 are allowed (CONNECTION LIMIT of the role)')]);
    expect((await warnings(500, 8)).join()).toContain('max_connections');
  });

  it('is not counted by a pooler that lends connections out for single transactions: it is refused', async () => {
    const url = await through(postgresUrl ?? '', (text) =>
      text.replaceAll('select pg_backend_pid() as pid', 'select 4711             as pid'),
    );
    await expect(inspect({ url, poolSize: 1, poolTimeoutMs: 5_000 })).rejects.toThrow('pool_mode = session');
  });
});

/** A proxy that rewrites what clients send, keeping its length. */
async function through(url: string, rewrite: (text: string) => string): Promise<string> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = tcp(Number(port || 5432), hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.on('data', (bytes) => far.write(Buffer.from(rewrite(bytes.toString('latin1')), 'latin1')));
    near.on('close', () => far.destroy());
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(new URL(url), { port: String((server.address() as { port: number }).port) }).href;
}
