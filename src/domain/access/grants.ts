import { userError } from '../shared/errors.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import { type Actor, LOCAL_USER } from './actor.ts';
import { permissionsHeld } from './effective-permissions.ts';
import { accountPermissions, isRole } from './permissions.ts';
import type { SessionStore, UserStore, WorkspaceStore } from './ports.ts';
import type { CustomRole } from './user.ts';
import type { Membership } from './workspace.ts';

export interface GrantsPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  /** Whether the owner of this machine can sign in here. */
  readonly trustsLocal: boolean;
}

type Power = Pick<Actor, 'organisationId' | 'permissions' | 'roles'>;

export interface StillInPorts {
  readonly workspaces: Pick<WorkspaceStore, 'lock' | 'membership'>;
  readonly sessions: Pick<SessionStore, 'find'>;
}

/**
 * Locks memberships and ends of sessions. Throws a `UserError` (CONFLICT) when the session of the caller has ended: its rights
 * are cached for a moment, and what gives access must not be made by it.
 */
export async function requireOpenSession(
  { workspaces, sessions }: StillInPorts,
  { organisationId, sessionId }: Actor,
): Promise<void> {
  await workspaces.lock(organisationId);
  if (sessionId !== null && (await sessions.find(sessionId))?.endedAt)
    throw userError('CONFLICT', 'This session has ended. Sign in again.');
}

/** The same, and when the caller has been removed from the workspace: a credential made now would be valid when it came back. */
export async function requireStillIn(ports: StillInPorts, actor: Actor): Promise<void> {
  await requireOpenSession(ports, actor);
  if (await ports.workspaces.membership(actor.workspaceId, actor.userId)) return;
  throw userError('CONFLICT', 'You are not a member of this workspace any more.');
}

/** Most roles of one member. */
const MAX_MEMBER_ROLES = 50;

/** Checks of what one member may do to another. Each throws a `UserError` when it may not. */
export class Grants {
  private readonly ports: GrantsPorts;

  constructor(ports: GrantsPorts) {
    this.ports = ports;
  }

  /** The roles exist and have no permission that the caller lacks. INVALID_INPUT, CONFLICT. */
  async requireGrantable(actor: Power, roles: readonly string[]): Promise<void> {
    checkCount('roles', roles, MAX_MEMBER_ROLES);
    const custom = await this.ports.workspaces.customRoles(actor.organisationId);
    const unknown = roles.find((role) => !isRole(role) && !custom.some(({ name }) => name === role));
    if (unknown !== undefined)
      throw userError('INVALID_INPUT', `roles: There is no role ${unknown.slice(0, 50)}.`, ['roles']);
    requireWithin(actor, roles, custom);
  }

  /** The caller has every permission of the roles it takes away; a deleted role has none. CONFLICT. */
  async requireNotAbove(actor: Power, roles: readonly string[]): Promise<void> {
    requireWithin(actor, roles, await this.ports.workspaces.customRoles(actor.organisationId));
  }

  /** An account spans workspaces: the caller has at least its permissions in each of them, and beside them. CONFLICT. */
  async requireAccount(actor: Actor, userId: string): Promise<void> {
    const { accountRoles = [] } = (await this.ports.users.find(userId)) ?? {};
    if (accountPermissions(accountRoles).some((permission) => !actor.permissions.has(permission)))
      throw userError('CONFLICT', 'This account has a role of the organisation or server that you do not have.', [
        'userId',
      ]);
    for (const { id } of await this.ports.workspaces.listOf(userId)) {
      const roles = (await this.ports.workspaces.membership(id, userId))?.roles ?? [];
      await this.requireNotAbove(id === actor.workspaceId ? actor : await this.powerIn(id, actor), roles);
    }
  }

  /** Every workspace of which the user is owner has another owner, and so has its organisation an administrator. CONFLICT. */
  async keepOwners(userId: string): Promise<void> {
    await this.keepAnAdministrator(userId);
    for (const { id } of await this.ports.workspaces.listOf(userId))
      await this.keepAnOwner({ workspaceId: id, userId, roles: [] });
  }

  /** An organisation of which the user is administrator has another one who can sign in. CONFLICT. */
  async keepAnAdministrator(userId: string): Promise<void> {
    const user = await this.ports.users.find(userId);
    if (!user?.accountRoles.includes('organisation_admin')) return;
    for (const one of await this.ports.users.list(user.organisationId))
      if (one.id !== userId && one.accountRoles.includes('organisation_admin') && (await this.canSpeak(one.id))) return;
    throw userError(
      'CONFLICT',
      'An organisation keeps at least one administrator. Make another user administrator first.',
    );
  }

  /** Another owner who can sign in: a deactivated account does not count. CONFLICT. */
  async keepAnOwner({ workspaceId, userId, roles }: Membership): Promise<void> {
    const members = await this.ports.workspaces.members(workspaceId);
    const owners = members.filter((one) => one.roles.includes('owner')).map((one) => one.userId);
    if (roles.includes('owner') || !owners.includes(userId)) return;
    for (const owner of owners) if (owner !== userId && (await this.canSpeak(owner))) return;
    throw userError('CONFLICT', 'A workspace keeps at least one owner. Make another member owner first.');
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

function requireWithin(actor: Power, roles: readonly string[], custom: readonly CustomRole[]): void {
  const beyond = [...permissionsHeld(roles, custom)].find((permission) => !actor.permissions.has(permission));
  const isAboveAll = roles.includes('owner') && !actor.roles.includes('owner');
  if (beyond !== undefined || isAboveAll)
    throw userError('CONFLICT', 'roles: You can only deal in roles that hold no more than your own.', ['roles']);
}
