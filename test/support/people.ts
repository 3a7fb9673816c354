import type { AccessPorts } from '../../src/domain/access/access.ts';
import { type Actor, ANONYMOUS, LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../src/domain/access/actor.ts';
import { permissionsHeld } from '../../src/domain/access/effective-permissions.ts';
import { accountPermissions } from '../../src/domain/access/permissions.ts';
import type { CustomRole, User } from '../../src/domain/access/user.ts';
import { FakeClock } from './fake-clock.ts';
import { AccessWorld } from './memory/access-world.ts';

export const PASSWORD = 'quite a long one for tests';

/** The front doors of access, and functions that add users. */
export class People extends AccessWorld {
  readonly clock: FakeClock;

  constructor(wish: Partial<AccessPorts> = {}, clock = new FakeClock()) {
    super(clock, wish);
    this.clock = clock;
  }

  /** Adds a user with the common password and these roles in the first workspace. */
  async add(name: string, roles: readonly string[], wish: Partial<User> = {}): Promise<User> {
    const user: User = {
      id: `usr_${name}`,
      organisationId: LOCAL_ORGANISATION,
      email: `${name}@example.com`,
      name,
      passwordHash: `plain ${PASSWORD}`,
      accountRoles: [],
      isActive: true,
      tokenVersion: 1,
      createdAt: this.clock.now(),
      lastSignInAt: null,
      ...wish,
    };
    await this.users.add(user);
    await this.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: user.id, roles });
    return user;
  }

  async addWorkspace(
    id: string,
    roles: Readonly<Record<string, readonly string[]>>,
    organisationId = LOCAL_ORGANISATION,
  ) {
    await this.workspaces.add({ id, organisationId, name: id, createdAt: this.clock.now() });
    for (const [name, own] of Object.entries(roles))
      await this.workspaces.setRoles({ workspaceId: id, userId: `usr_${name}`, roles: own });
  }

  async addRole(name: string, { includes = [], permissions = [] }: Partial<CustomRole> = {}): Promise<void> {
    await this.workspaces.saveRole({ organisationId: LOCAL_ORGANISATION, name, includes, permissions });
  }

  signIn(name: string, wish: { password?: string; workspaceId?: string; address?: string } = {}) {
    const { password = PASSWORD, workspaceId = null, address = null } = wish;
    return this.access.sessions.signIn({ email: `${name}@example.com`, password, workspaceId, address });
  }

  /** The actor of a request with this bearer token. */
  whoIs(bearer: string, address: string | null = null): Promise<Actor | undefined> {
    return this.access.authentication.actorOf({ bearer, address });
  }

  /** The user as an actor in a workspace. */
  async actor(name: string, workspaceId = LOCAL_WORKSPACE): Promise<Actor> {
    const userId = `usr_${name}`;
    const { organisationId = '' } = (await this.users.find(userId)) ?? {};
    const { roles = [] } = (await this.workspaces.membership(workspaceId, userId)) ?? {};
    const { accountRoles = [] } = (await this.users.find(userId)) ?? {};
    const ofWorkspace = permissionsHeld(roles, await this.workspaces.customRoles(organisationId));
    const permissions = new Set([...ofWorkspace, ...accountPermissions(accountRoles)]);
    const sessionId = await this.openSession(userId, workspaceId);
    return { ...ANONYMOUS, userId, organisationId, workspaceId, roles, permissions, credential: 'SESSION', sessionId };
  }

  private async openSession(userId: string, workspaceId: string): Promise<string> {
    const now = this.clock.now();
    const id = `ses_${userId}_${workspaceId}`;
    const lasts = { createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000), endedAt: null, provenAt: now };
    await this.sessions.add({ id, userId, workspaceId, tokenVersion: 1, impersonatorId: null, ...lasts });
    return id;
  }

  rolesOf(name: string, workspaceId = LOCAL_WORKSPACE): Promise<readonly string[] | undefined> {
    return this.workspaces.membership(workspaceId, `usr_${name}`).then((found) => found?.roles);
  }
}
