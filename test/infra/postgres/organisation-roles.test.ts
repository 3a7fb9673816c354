import type { MikroORM } from '@mikro-orm/sql';
import { describe, expect, it } from 'vitest';
import { migrationBefore, UNMIGRATED } from '../../support/services/unmigrated.ts';

const NAME = '2026-11-30-organisation-roles';
const BEFORE = migrationBefore(NAME);

interface Member {
  readonly id: string;
  readonly organisation?: string;
  readonly workspace?: string;
  readonly roles?: readonly string[];
  readonly since: string;
  readonly isActive?: boolean;
}

/** By organisation. The comment says why a user gets the roles of an organisation or not. */
const MEMBERS: readonly Member[] = [
  { id: 'usr_local', since: '2026-01-05' }, // The user of the machine's own token.
  { id: 'usr_first', since: '2026-01-02', roles: ['member', 'owner'] }, // The earliest owner.
  { id: 'usr_second', since: '2026-01-03' },
  { id: 'usr_inactive', since: '2026-01-01', isActive: false },
  { id: 'usr_admin', since: '2026-01-01', roles: ['admin'] },
  { id: 'usr_elsewhere', since: '2025-01-01', workspace: 'wsp_later' }, // Not of the first workspace.
  { id: 'usr_b', since: '2026-01-01', organisation: 'org_two', workspace: 'wsp_two' },
  { id: 'usr_a', since: '2026-01-01', organisation: 'org_two', workspace: 'wsp_two' }, // At the same time: by id.
  { id: 'usr_late', since: '2026-01-09', organisation: 'org_three', workspace: 'wsp_three_later' }, // No owner before.
  { id: 'usr_gone', since: '2026-01-01', organisation: 'org_three', workspace: 'wsp_three', isActive: false },
  { id: 'usr_viewer', since: '2026-01-01', organisation: 'org_four', workspace: 'wsp_four', roles: ['viewer'] },
];
const WORKSPACES = [
  ['wsp_later', 'org_local', '2099-01-01'],
  ['wsp_two', 'org_two', '2026-01-01'],
  ['wsp_three', 'org_three', '2026-01-01'],
  ['wsp_three_later', 'org_three', '2026-02-01'],
  ['wsp_four', 'org_four', '2026-01-01'],
];
const GIVEN = {
  usr_local: ['server_operator', 'organisation_admin'],
  usr_first: ['server_operator', 'organisation_admin'],
  usr_a: ['organisation_admin'],
  usr_late: ['organisation_admin'],
};

const run = (orm: MikroORM, sql: string) => orm.em.getConnection().execute(sql);

async function fill(orm: MikroORM): Promise<void> {
  const insert = (table: string, rows: readonly string[]) => run(orm, `insert into ${table} values ${rows.join(', ')}`);
  await insert(
    'organisations',
    ['two', 'three', 'four'].map((name) => `('org_${name}', '${name}', now())`),
  );
  await insert(
    'workspaces',
    WORKSPACES.map(([id, organisation, at]) => `('${id}', '${organisation}', 'n', '${at}')`),
  );
  await insert(
    'users',
    MEMBERS.map(
      ({ id, organisation = 'org_local', isActive = true }) =>
        `('${id}', '${organisation}', '${id}@x.org', 'n', null, ${isActive}, 1, now(), null)`,
    ),
  );
  await insert(
    'memberships',
    MEMBERS.map(
      ({ id, workspace = 'wsp_local', roles = ['owner'], since }) =>
        `('${workspace}', '${id}', '${JSON.stringify(roles)}', '${since}')`,
    ),
  );
}

async function given(orm: MikroORM): Promise<unknown> {
  const rows = (await run(orm, 'select id, account_roles as roles from users')) as { id: string; roles: string[] }[];
  return Object.fromEntries(rows.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => [id, roles]));
}

describe.each(UNMIGRATED)('organisation roles on %s', (_, open) => {
  it('are given to the earliest active owner of each organisation, and again after a rollback', async () => {
    const orm = await open();
    await orm.migrator.up({ to: BEFORE });
    await fill(orm);
    await orm.migrator.up({ to: NAME });
    expect(await given(orm)).toEqual(GIVEN);
    await orm.migrator.down({ to: BEFORE });
    await expect(given(orm)).rejects.toThrow('account_roles');
    await orm.migrator.up();
    expect(await given(orm)).toEqual(GIVEN);
  }, 120_000);
});
