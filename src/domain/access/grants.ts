import { userError } from '../shared/errors.ts';
import { type Actor, LOCAL_USER } from './actor.ts';
import { permissionsHeld } from './effective-permissions.ts';
import { isRole, type Permission } from './permissions.ts';
import type { UserStore, WorkspaceStore } from './ports.ts';
import type { Membership } from './workspace.ts';

export interface GrantsPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  /** Whether the owner of this machine can speak here. */
  readonly trustsLocal: boolean;
}

type Power = Pick<Actor, 'organisationId' | 'permissions' | 'roles'>;

/** What one member may do to another. Each answers nothing, or throws a `Refusal`. */
export class Grants {
  private readonly ports: GrantsPorts;

  constructor(ports: GrantsPorts) {
    this.ports = ports;
  }

  /** Roles that there are, and that hold no more than the caller does; answers what they hold. INVALID_INPUT, CONFLICT. */
  async requireGrantable(actor: Power, roles: readonly string[]): Promise<ReadonlySet<Permission>> {
    const custom = await this.ports.workspaces.customRoles(actor.organisationId);
    const unknown = roles.find((role) => !isRole(role) && !custom.some(({ name }) => name === role));
    if (unknown !== undefined)
      throw userError('INVALID_INPUT', `roles: There is no role ${unknown.slice(0, 50)}.`, ['roles']);
    await this.requireNotAbove(actor, roles);
    return permissionsHeld(roles, custom);
  }

  /** Nobody takes power from those who have more; a role that there is not any more holds nothing. CONFLICT. */
  async requireNotAbove(actor: Power, roles: readonly string[]): Promise<void> {
    const custom = await this.ports.workspaces.customRoles(actor.organisationId);
    const beyond = [...permissionsHeld(roles, custom)].find((permission) => !actor.permissions.has(permission));
    const isAboveAll = roles.includes('owner') && !actor.roles.includes('owner');
    if (beyond !== undefined || isAboveAll)
      throw userError('CONFLICT', 'roles: You can only deal in roles that hold no more than your own.', ['roles']);
  }

  /** An account is the same in every workspace: who deals with it is as powerful as it in each of them. CONFLICT. */
  async requireAccount(actor: Actor, userId: string): Promise<void> {
    for (const { id } of await this.ports.workspaces.listOf(userId)) {
      const roles = (await this.ports.workspaces.membership(id, userId))?.roles ?? [];
      await this.requireNotAbove(id === actor.workspaceId ? actor : await this.powerIn(id, actor), roles);
    }
  }

  /** Every workspace that the user owns keeps another owner. CONFLICT. */
  async keepOwners(userId: string): Promise<void> {
    for (const { id } of await this.ports.workspaces.listOf(userId))
      await this.keepAnOwner({ workspaceId: id, userId, roles: [] });
  }

  /** One that can sign in: the account of a deactivated owner opens nothing. CONFLICT. */
  async keepAnOwner({ workspaceId, userId, roles }: Membership): Promise<void> {
    const members = await this.ports.workspaces.members(workspaceId);
    const owners = members.filter((one) => one.roles.includes('owner')).map((one) => one.userId);
    if (roles.includes('owner') || !owners.includes(userId)) return;
    for (const owner of owners) if (owner !== userId && (await this.canSpeak(owner))) return;
    throw userError('CONFLICT', 'A workspace keeps at least one owner. Make somebody else owner first.');
  }

  private async canSpeak(userId: string): Promise<boolean> {
    const { users, trustsLocal } = this.ports;
    if (userId === LOCAL_USER && !trustsLocal) return false;
    return (await users.find(userId))?.isActive ?? false;
  }

  private async powerIn(workspaceId: string, { organisationId, userId }: Actor): Promise<Power> {
    const roles = (await this.ports.workspaces.membership(workspaceId, userId))?.roles ?? [];
    const permissions = permissionsHeld(roles, await this.ports.workspaces.customRoles(organisationId));
    return { organisationId, roles, permissions };
  }
}
