import type { UserStore, WorkspaceStore } from '../../../src/domain/access/ports.ts';
import type { CustomRole, User } from '../../../src/domain/access/user.ts';
import type { Membership, Workspace } from '../../../src/domain/access/workspace.ts';
import { userError } from '../../../src/domain/shared/errors.ts';

export class MemoryUsers implements UserStore {
  readonly users = new Map<string, User>();
  private readonly identities = new Map<string, string>();

  async find(id: string) {
    return this.users.get(id);
  }

  async findByEmail(email: string) {
    return [...this.users.values()].find((user) => user.email === email);
  }

  async add(user: User) {
    const isTaken = [...this.users.values()].some(({ email }) => email === user.email);
    if (isTaken) throw userError('CONFLICT', 'email: There is a user with this address.', ['email']);
    this.users.set(user.id, user);
  }

  async change(id: string, change: Partial<User>) {
    const user = this.users.get(id);
    if (user) this.users.set(id, { ...user, ...change });
    return this.users.get(id);
  }

  async findByIdentity(provider: string, subject: string) {
    return this.users.get(this.identities.get(`${provider} ${subject}`) ?? '');
  }

  async addIdentity(provider: string, subject: string, userId: string) {
    const key = `${provider} ${subject}`;
    this.identities.set(key, this.identities.get(key) ?? userId);
  }

  async list(organisationId: string) {
    return [...this.users.values()]
      .filter((user) => user.organisationId === organisationId)
      .sort((one, other) => (one.email < other.email ? -1 : 1));
  }
}

export class MemoryWorkspaces implements WorkspaceStore {
  readonly workspaces = new Map<string, Workspace>();
  memberships: readonly Membership[] = [];
  roles: readonly CustomRole[] = [];

  async find(id: string) {
    return this.workspaces.get(id);
  }

  async add(workspace: Workspace) {
    this.workspaces.set(workspace.id, workspace);
  }

  async listOf(userId: string) {
    const ids = this.memberships.filter((one) => one.userId === userId).map(({ workspaceId }) => workspaceId);
    return ids.flatMap((id) => this.workspaces.get(id) ?? []);
  }

  async membership(workspaceId: string, userId: string) {
    return this.memberships.find((one) => one.workspaceId === workspaceId && one.userId === userId);
  }

  async members(workspaceId: string) {
    return this.memberships.filter((one) => one.workspaceId === workspaceId);
  }

  async setRoles(membership: Membership) {
    const isIt = (one: Membership) => one.workspaceId === membership.workspaceId && one.userId === membership.userId;
    const isNew = !this.memberships.some(isIt);
    const all = this.memberships.map((one) => (isIt(one) ? membership : one));
    this.memberships = (isNew ? [...all, membership] : all).filter(({ roles }) => roles.length > 0);
  }

  async customRoles(organisationId: string) {
    const own = this.roles.filter((role) => role.organisationId === organisationId);
    return own.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async saveRole(role: CustomRole) {
    await this.removeRole(role.organisationId, role.name);
    this.roles = [...this.roles, role];
  }

  async removeRole(organisationId: string, name: string) {
    this.roles = this.roles.filter((role) => role.organisationId !== organisationId || role.name !== name);
  }

  async lock() {}
}
