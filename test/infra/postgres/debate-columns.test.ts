import type { MikroORM } from '@mikro-orm/sql';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import type { Debate } from '../../../src/domain/debates/debate.ts';
import { PostgresDebateStore } from '../../../src/infra/debates/postgres/debate-store.ts';
import { PostgresEventLog } from '../../../src/infra/events/postgres/event-log.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { embeddedOrm, postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { aDebate, aDecision, anEndedDebate, kept } from '../../support/builders.ts';
import { createDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

const NAMES = DATABASE_SCHEMA.migrations.map(({ name }) => name);
const BEFORE = NAMES[NAMES.indexOf('2026-12-01-debate-columns') - 1] ?? '';
const ROWS = 'select id, setup, progress from debates order by id';
const INSERT = `insert into debates (id, workspace_id, task, kind, status, outcome, stop_reason, created_at, started_at, ended_at,
  setup, progress) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const DEBATES = [
  anEndedDebate({ id: 'dbt_1', decision: aDecision({ kind: 'hiring' }) }),
  aDebate({ id: 'dbt_2', decision: aDecision({ options: [] }) }),
];

/** The row as it was before the migration. */
function oldRow({ id, workspaceId, createdAt, decision, participants, protocol, origin, formerPanels, state }: Debate) {
  const { status, outcome, stopReason, startedAt, endedAt, ...progress } = state;
  const setup = { decision, participants, protocol, origin, formerPanels };
  const times = [createdAt, startedAt, endedAt];
  const json = [JSON.stringify(setup), JSON.stringify(progress)];
  return [id, workspaceId, decision.task, decision.kind ?? null, status, outcome, stopReason, ...times, ...json];
}

describe('the columns of debates', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function convertsRows(orm: MikroORM): Promise<void> {
    closing.unshift(() => orm.close(true));
    const database = new Database(orm);
    await orm.migrator.up({ to: BEFORE });
    for (const debate of DEBATES) await database.query(INSERT, oldRow(debate));
    const before = await database.query(ROWS, []);
    await orm.migrator.up();
    const store = new PostgresDebateStore(database, new PostgresEventLog(database, systemClock, systemRandom));
    const expected = DEBATES.map((debate) => kept(debate));
    expect((await store.page('wsp_1', { order: 'OLDEST_FIRST', from: 'START', limit: 5 })).map(kept)).toEqual(expected);
    await orm.migrator.down({ to: BEFORE });
    expect(await database.query(ROWS, [])).toEqual(before);
  }

  it('are filled from existing rows, and back, on the embedded database', async () => {
    await convertsRows(await embeddedOrm(undefined, DATABASE_SCHEMA));
  });

  it.skipIf(postgresUrl === undefined)('are filled from existing rows, and back, on PostgreSQL', async () => {
    const { url, drop } = await createDatabase(postgresUrl ?? '');
    closing.push(drop);
    await convertsRows(await postgresOrm({ url, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA));
  });
});
