import { afterEach, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { isAdministrative, permissionsOf, ROLES, type Role } from '../../../src/domain/access/permissions.ts';
import { embeddedOrm } from '../../../src/infra/postgres/orm.ts';

type Orm = Awaited<ReturnType<typeof embeddedOrm>>;

let orm: Orm;
afterEach(() => orm.close(true));

const run = (sql: string) => orm.em.getConnection().execute(sql);

/** A database as it was before the rights of keys were written down, with a user of each role and its key. */
async function before(): Promise<void> {
  orm = await embeddedOrm(undefined, DATABASE_SCHEMA);
  const names = DATABASE_SCHEMA.migrations.map(({ name }) => name);
  await orm.migrator.up({ to: names[names.indexOf('2026-11-30-key-rights') - 1] ?? '' });
  await run(`insert into custom_roles values ('org_local', 'scribe', '["viewer"]', '["debates.create", "users.invite"]'),
    ('org_local', 'head_scribe', '["scribe", "head_scribe"]', '["usage.read"]')`);
  const users = [...ROLES, 'head_scribe', 'gone', 'stranger'];
  const insert = (table: string, rows: readonly string[]) => run(`insert into ${table} values ${rows.join(', ')}`);
  await insert(
    'users',
    users.map((name) => `('usr_${name}', 'org_local', '${name}@x.org', 'n', null, true, 1, now(), null)`),
  );
  await insert(
    'memberships',
    users.slice(0, -1).map((role) => `('wsp_local', 'usr_${role}', '["${role}"]')`),
  );
  await insert(
    'api_keys',
    users.map((name) => `('key_${name}', 'h_${name}', 'usr_${name}', 'wsp_local', 'n', 'ara_', null, '[]', now())`),
  );
}

it('a key without scopes keeps the present permissions of its user, without the administrative ones', async () => {
  await before();
  await run(`update api_keys set scopes = '["users.invite"]' where id = 'key_owner'`);
  await orm.migrator.up();
  const rows = (await run('select id, scopes from api_keys')) as { id: string; scopes: string[] }[];
  const scopes = Object.fromEntries(rows.map((row) => [row.id.slice(4), row.scopes]));
  expect(scopes.owner).toEqual(['users.invite']);
  for (const role of ROLES.filter((one) => one !== 'owner'))
    expect([role, scopes[role]]).toEqual([role, ordinary(role)]);
  expect(scopes.head_scribe).toEqual([...ordinary('viewer'), 'debates.create', 'usage.read'].sort());
  expect([scopes.gone, scopes.stranger]).toEqual([[], []]);
}, 120_000);

function ordinary(role: Role): readonly string[] {
  return [...permissionsOf([role])].filter((one) => !isAdministrative(one)).sort();
}
