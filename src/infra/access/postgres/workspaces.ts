import { LockMode } from '@mikro-orm/core';
import type { WorkspaceStore } from '../../../domain/access/ports.ts';
import type { CustomRole } from '../../../domain/access/user.ts';
import type { Membership, Workspace } from '../../../domain/access/workspace.ts';
import type { Database } from '../../postgres/database.ts';
import { CustomRoleRow, MembershipRow, OrganisationRow, WorkspaceRow } from './organisation-rows.ts';

const OLDEST_FIRST = { since: 'asc', workspaceId: 'asc' } as const;

export class PostgresWorkspaceStore implements WorkspaceStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(id: string): Promise<Workspace | undefined> {
    return this.database.repository(
      WorkspaceRow,
      async (workspaces) => (await workspaces.findOne({ id })) ?? undefined,
    );
  }

  async add(workspace: Workspace): Promise<void> {
    await this.database.repository(WorkspaceRow, (workspaces) => workspaces.insert({ ...workspace }));
  }

  listOf(userId: string): Promise<readonly Workspace[]> {
    return this.database.use(async (em) => {
      const memberships = await em.getRepository(MembershipRow).find({ userId }, { orderBy: OLDEST_FIRST });
      const ids = memberships.map(({ workspaceId }) => workspaceId);
      const workspaces = await em.getRepository(WorkspaceRow).find({ id: { $in: ids } });
      const byId = new Map(workspaces.map((one) => [one.id, one]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    });
  }

  membership(workspaceId: string, userId: string): Promise<Membership | undefined> {
    return this.database.repository(MembershipRow, async (memberships) => {
      const row = await memberships.findOne({ workspaceId, userId });
      return row ? toMembership(row) : undefined;
    });
  }

  members(workspaceId: string): Promise<readonly Membership[]> {
    return this.database.repository(MembershipRow, async (memberships) =>
      (await memberships.find({ workspaceId })).map(toMembership),
    );
  }

  async setRoles({ workspaceId, userId, roles }: Membership): Promise<void> {
    await this.database.repository(MembershipRow, async (memberships) => {
      if (roles.length === 0) await memberships.nativeDelete({ workspaceId, userId });
      else await memberships.upsert({ workspaceId, userId, roles: [...roles] }, { onConflictMergeFields: ['roles'] });
    });
  }

  customRoles(organisationId: string): Promise<readonly CustomRole[]> {
    return this.database.repository(CustomRoleRow, (roles) =>
      roles.find({ organisationId }, { orderBy: { name: 'asc' } }),
    );
  }

  async saveRole({ includes, permissions, ...role }: CustomRole): Promise<void> {
    const row = { ...role, includes: [...includes], permissions: [...permissions] };
    await this.database.repository(CustomRoleRow, (roles) => roles.upsert(row));
  }

  async removeRole(organisationId: string, name: string): Promise<void> {
    await this.database.repository(CustomRoleRow, (roles) => roles.nativeDelete({ organisationId, name }));
  }

  async lock(id: string): Promise<void> {
    await this.database.repository(OrganisationRow, (organisations) =>
      organisations.findOne({ id }, { lockMode: LockMode.PESSIMISTIC_WRITE, fields: ['id'] }),
    );
  }
}

function toMembership({ workspaceId, userId, roles }: Membership): Membership {
  return { workspaceId, userId, roles };
}
