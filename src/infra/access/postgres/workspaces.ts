import { defineEntity, p } from '@mikro-orm/core';
import type { WorkspaceStore } from '../../../domain/access/ports.ts';
import type { CustomRole } from '../../../domain/access/user.ts';
import type { Membership, Workspace } from '../../../domain/access/workspace.ts';
import type { Database } from '../../postgres/database.ts';

export const WorkspaceRow = defineEntity({
  name: 'WorkspaceRow',
  tableName: 'workspaces',
  properties: {
    id: p.text().primary(),
    organisationId: p.text(),
    name: p.text(),
    createdAt: p.datetime(3),
  },
});

export const MembershipRow = defineEntity({
  name: 'MembershipRow',
  tableName: 'memberships',
  properties: {
    workspaceId: p.text().primary(),
    userId: p.text().primary(),
    roles: p.json<string[]>(),
    since: p.datetime(3).onCreate(() => new Date()),
  },
});

export const CustomRoleRow = defineEntity({
  name: 'CustomRoleRow',
  tableName: 'custom_roles',
  properties: {
    organisationId: p.text().primary(),
    name: p.text().primary(),
    includes: p.json<string[]>(),
    permissions: p.json<string[]>(),
  },
});

const FRESH = { disableIdentityMap: true } as const;
const OLDEST = { since: 'asc', workspaceId: 'asc' } as const;

export class PostgresWorkspaceStore implements WorkspaceStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(id: string): Promise<Workspace | undefined> {
    return this.database.use(async (em) => (await em.findOne(WorkspaceRow, { id }, FRESH)) ?? undefined);
  }

  async add(workspace: Workspace): Promise<void> {
    await this.database.use((em) => em.insert(WorkspaceRow, { ...workspace }));
  }

  listOf(userId: string): Promise<readonly Workspace[]> {
    return this.database.use(async (em) => {
      const memberships = await em.find(MembershipRow, { userId }, { ...FRESH, orderBy: OLDEST });
      const ids = memberships.map(({ workspaceId }) => workspaceId);
      const found = new Map((await em.find(WorkspaceRow, { id: ids }, FRESH)).map((one) => [one.id, one]));
      return ids.flatMap((id) => found.get(id) ?? []);
    });
  }

  membership(workspaceId: string, userId: string): Promise<Membership | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(MembershipRow, { workspaceId, userId }, FRESH);
      return row ? toMembership(row) : undefined;
    });
  }

  members(workspaceId: string): Promise<readonly Membership[]> {
    return this.database.use(async (em) => (await em.find(MembershipRow, { workspaceId }, FRESH)).map(toMembership));
  }

  async setRoles({ workspaceId, userId, roles }: Membership): Promise<void> {
    await this.database.use(async (em) => {
      if (roles.length === 0) await em.nativeDelete(MembershipRow, { workspaceId, userId });
      else {
        await em.execute(
          `insert into memberships (workspace_id, user_id, roles) values (?, ?, ?::jsonb)
           on conflict (workspace_id, user_id) do update set roles = excluded.roles`,
          [workspaceId, userId, JSON.stringify(roles)],
        );
      }
    });
  }

  customRoles(organisationId: string): Promise<readonly CustomRole[]> {
    return this.database.use((em) =>
      em.find(CustomRoleRow, { organisationId }, { ...FRESH, orderBy: { name: 'asc' } }),
    );
  }

  async saveRole({ organisationId, name, includes, permissions }: CustomRole): Promise<void> {
    await this.database.use((em) =>
      em.execute(
        `insert into custom_roles (organisation_id, name, includes, permissions) values (?, ?, ?::jsonb, ?::jsonb)
         on conflict (organisation_id, name) do update
         set includes = excluded.includes, permissions = excluded.permissions`,
        [organisationId, name, JSON.stringify(includes), JSON.stringify(permissions)],
      ),
    );
  }

  async removeRole(organisationId: string, name: string): Promise<void> {
    await this.database.use((em) => em.nativeDelete(CustomRoleRow, { organisationId, name }));
  }

  async lock(organisationId: string): Promise<void> {
    await this.database.use((em) =>
      em.execute('select id from organisations where id = ? for update', [organisationId]),
    );
  }
}

function toMembership({ workspaceId, userId, roles }: Membership): Membership {
  return { workspaceId, userId, roles };
}
