import type { MikroORM } from '@mikro-orm/sql';
import { Client } from 'pg';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { ACCESS_ENTITIES } from '../../../src/infra/access/postgres/entities.ts';
import { PostgresAuditStore } from '../../../src/infra/audit/postgres/audit-store.ts';
import { AUDIT_ENTITIES } from '../../../src/infra/audit/postgres/rows.ts';
import { PostgresDebateRecords } from '../../../src/infra/debates/postgres/debate-records.ts';
import { PostgresDebateStore } from '../../../src/infra/debates/postgres/debate-store.ts';
import { PostgresEventFeed } from '../../../src/infra/events/postgres/event-feed.ts';
import { PostgresEventLog } from '../../../src/infra/events/postgres/event-log.ts';
import { PostgresReactorCheckpoints } from '../../../src/infra/events/postgres/reactor-checkpoints.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { embeddedOrm, postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { PostgresReceiptStore } from '../../../src/infra/receipts/postgres.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { PostgresIdempotencyStore } from '../../../src/infra/system/postgres.ts';
import { PostgresUsageStore } from '../../../src/infra/usage/postgres/usage-store.ts';
import type { Stores } from './stores.ts';

export const POOL_SIZE = 10;

/** A migrated database for the tests of one file. */
export interface TestDatabase {
  readonly database: Database;
  /** Its stores, emptied. */
  stores(): Promise<Stores>;
  close(): Promise<void>;
}

/** An embedded database in memory. */
export async function openEmbedded(): Promise<TestDatabase> {
  const orm = await embeddedOrm(undefined, DATABASE_SCHEMA);
  return opened(new Database(orm), () => orm.close(true));
}

/** A separate schema in the test server. It is dropped at the end. */
export async function openPostgres(url: string): Promise<TestDatabase> {
  const schema = `test_${process.pid}_${systemRandom.hex(4)}`;
  await asAdmin(url, `create schema ${schema}`);
  const orm: MikroORM = await postgresOrm({ url, schema, poolSize: POOL_SIZE, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
  return opened(new Database(orm), async () => {
    await orm.close(true);
    await asAdmin(url, `drop schema ${schema} cascade`);
  });
}

/** An empty database in the test server, for servers that create their own schema. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createDatabase(serverUrl: string): Promise<EmptyDatabase> {
  const name = `aragora_${process.pid}_${systemRandom.hex(4)}`;
  await asAdmin(serverUrl, `create database ${name}`);
  return {
    url: Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href,
    drop: async () => {
      await asAdmin(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement on a separate connection. */
export async function asAdmin(url: string, sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function opened(database: Database, close: () => Promise<void>): Promise<TestDatabase> {
  await database.orm.migrator.up();
  return { database, close, stores: () => emptied(database) };
}

async function emptied(database: Database): Promise<Stores> {
  const elsewhere = new Set<unknown>([...ACCESS_ENTITIES, ...AUDIT_ENTITIES]);
  const emptied = DATABASE_SCHEMA.entities.filter((entity) => !elsewhere.has(entity));
  await database.query(`truncate ${emptied.map((entity) => entity.meta.tableName).join(', ')}`, []);
  await withoutTriggers(database, 'truncate audit_entries, audit_heads');
  const log = new PostgresEventLog(database, systemClock, systemRandom);
  return {
    atomically: database.atomically,
    afterCommit: database.afterCommit,
    debates: new PostgresDebateStore(database, log),
    records: new PostgresDebateRecords(database),
    receipts: new PostgresReceiptStore(database),
    log,
    eventFeed: new PostgresEventFeed(database),
    checkpoints: new PostgresReactorCheckpoints(database),
    usage: new PostgresUsageStore(database),
    audit: new PostgresAuditStore(database),
    idempotency: new PostgresIdempotencyStore(database),
  };
}

/** Changes the audit log in a way that the database refuses, as an owner of the database could. */
export function withoutTriggers(database: Database, sql: string, values: readonly unknown[] = []): Promise<void> {
  const triggers = (how: string) => database.query(`alter table audit_entries ${how} trigger user`, []);
  return database.atomically(async () => {
    await triggers('disable');
    await database.query(sql, values);
    await triggers('enable');
  });
}
