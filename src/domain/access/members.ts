import { notFound, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import { faultOfName, nameOf } from '../shared/text/names.ts';
import { accessAction } from './access-action.ts';
import { type Actor, refuseApiToken, refuseLesserLocal, requireOwnAccount } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { Grants, requireStillIn } from './grants.ts';
import type {
  ApiKeyStore,
  OneTimeStore,
  RecordAction,
  SecondFactorStore,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from './ports.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Sessions } from './sign-in/sessions.ts';
import type { User } from './user.ts';
import type { Membership, Workspace } from './workspace.ts';

export interface MembersPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly oneTime: OneTimeStore;
  readonly apiKeys: Pick<ApiKeyStore, 'revokeAll'>;
  readonly sessions: Pick<SessionStore, 'find' | 'endAllIn'>;
  readonly secondFactors: Pick<SecondFactorStore, 'confirmedAmong'>;
  readonly signing: Pick<Sessions, 'signOutEverywhere'>;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly recordAction: RecordAction;
  readonly ids: Ids;
  readonly random: Random;
  readonly clock: Clock;
  /** Whether the owner of this machine can sign in here. */
  readonly trustsLocal: boolean;
}

/** A user and its roles in the workspace of the caller. */
export interface Member {
  readonly user: User;
  readonly roles: readonly string[];
  /** Whether its sign-ins require a code. */
  readonly hasSecondFactor: boolean;
}

interface SetRoles {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly reason?: string | undefined;
}

type Place = Pick<Actor, 'organisationId' | 'workspaceId'>;
type Deactivate = Omit<SetRoles, 'roles'>;

const RESET_MS = 24 * 3_600_000;

/** Members of workspaces and their roles. */
export class Members {
  private readonly ports: MembersPorts;
  private readonly grants: Grants;

  constructor(ports: MembersPorts) {
    this.ports = ports;
    this.grants = new Grants(ports);
  }

  /** Members of the workspace of the caller, ordered by e-mail address. */
  async list({ organisationId, workspaceId }: Actor): Promise<readonly Member[]> {
    const members = await this.ports.workspaces.members(workspaceId);
    const roles = new Map(members.map((member) => [member.userId, member.roles]));
    const users = (await this.ports.users.list(organisationId)).filter(({ id }) => roles.has(id));
    const withFactor = await this.ports.secondFactors.confirmedAmong(users.map(({ id }) => id));
    return users.map((user) => ({
      user,
      roles: roles.get(user.id) ?? [],
      hasSecondFactor: withFactor.has(user.id),
    }));
  }

  /** A member of the workspace of the caller; undefined for any other id. */
  async find({ organisationId, workspaceId }: Place, userId: string): Promise<Member | undefined> {
    const user = await this.ports.users.find(userId);
    const membership = await this.ports.workspaces.membership(workspaceId, userId);
    if (user?.organisationId !== organisationId || !membership) return undefined;
    return this.memberOf(user, membership.roles);
  }

  /** The user as a member of the workspace that it signs in to by default; undefined when it has none. */
  async findInFirst({ id, organisationId }: User): Promise<Member | undefined> {
    const [first] = await this.ports.workspaces.listOf(id);
    return first && this.find({ organisationId, workspaceId: first.id }, id);
  }

  /** Replaces the roles of a member. An empty list removes the member from the workspace. */
  async setRoles(actor: Actor, { userId, roles, reason }: SetRoles): Promise<Member> {
    checkReason(reason);
    return this.ports.atomically(async () => {
      await this.ports.workspaces.lock(actor.organisationId);
      await this.grants.requireGrantable(actor, roles);
      const member = await this.require(actor, userId);
      await this.grants.requireNotAbove(actor, member.roles);
      await this.grants.keepAnOwner({ workspaceId: actor.workspaceId, userId, roles });
      await this.setMembership({ workspaceId: actor.workspaceId, userId, roles });
      await this.forget();
      const detail = { before: [...member.roles], roles: [...roles], reason: reason ?? null };
      await this.record(actor, 'user.roles-set', userId, detail);
      return { ...member, roles };
    });
  }

  /** Deactivates the account. Its sign-ins, keys and sessions are not valid any more. */
  async deactivate(actor: Actor, { userId, reason }: Deactivate): Promise<Member> {
    checkReason(reason);
    return this.ports.atomically(async () => {
      await this.ports.workspaces.lock(actor.organisationId);
      const member = await this.require(actor, userId);
      if (userId === actor.userId)
        throw userError('CONFLICT', 'You cannot deactivate your own account. Ask another administrator.');
      await this.grants.requireAccount(actor, userId);
      await this.grants.keepOwners(userId);
      const user = (await this.ports.users.change(userId, { isActive: false })) ?? member.user;
      await this.ports.signing.signOutEverywhere({ userId });
      await this.record(actor, 'user.deactivated', userId, { reason: reason ?? null });
      return { ...member, user };
    });
  }

  /** Removes the caller from its workspace. Returns the workspace. */
  async leave(actor: Actor): Promise<Workspace> {
    requireOwnAccount(actor);
    const left = await this.ports.atomically(async () => {
      const workspace = await this.ports.workspaces.find(actor.workspaceId);
      if (!workspace) throw notFound(actor.workspaceId);
      await this.ports.workspaces.lock(actor.organisationId);
      const membership = { workspaceId: actor.workspaceId, userId: actor.userId, roles: [] };
      await this.grants.keepAnOwner(membership);
      await this.setMembership(membership);
      await this.record(actor, 'workspace.left', actor.userId);
      return workspace;
    });
    await this.forget();
    return left;
  }

  /** Creates a secret with which the member sets a new password within a day. */
  async createPasswordReset(actor: Actor, { userId }: { readonly userId: string }): Promise<string> {
    const { random, clock, oneTime } = this.ports;
    await this.require(actor, userId);
    await this.grants.requireAccount(actor, userId);
    return this.ports.atomically(async () => {
      await requireStillIn(this.ports, actor);
      const secret = newSecret('aot_', random);
      const expiresAt = new Date(clock.now().getTime() + RESET_MS);
      await oneTime.add({ hash: secretHash(secret), purpose: 'PASSWORD_RESET', userId, expiresAt, identity: null });
      await this.record(actor, 'user.password-reset-created', userId);
      return secret;
    });
  }

  /** Creates a workspace in the organisation of the caller, who becomes its owner. Throws a `UserError`: INVALID_INPUT, CONFLICT. */
  async createWorkspace(actor: Actor, { name }: { readonly name: string }): Promise<Workspace> {
    refuseApiToken(actor);
    refuseLesserLocal(actor);
    const { ids, clock, workspaces, atomically, recordAction } = this.ports;
    const { organisationId, userId } = actor;
    checkName(name);
    const workspace = { id: ids.next('wsp'), organisationId, name: nameOf(name), createdAt: clock.now() };
    await atomically(async () => {
      await workspaces.add(workspace);
      await workspaces.setRoles({ workspaceId: workspace.id, userId, roles: ['owner'] });
      await recordAction(actor, accessAction('workspace.created', 'workspace', workspace.id));
    });
    return workspace;
  }

  private forget(): Promise<void> {
    const { afterCommit, authentication } = this.ports;
    return afterCommit(() => authentication.forget());
  }

  /** A member that is removed loses its keys and sessions here: they would be valid again when it came back. */
  private async setMembership(membership: Membership): Promise<void> {
    const { workspaces, apiKeys, sessions, clock } = this.ports;
    await workspaces.setRoles(membership);
    const { userId, workspaceId, roles } = membership;
    if (roles.length > 0) return;
    await apiKeys.revokeAll(userId, workspaceId, clock.now());
    await sessions.endAllIn(workspaceId, userId, clock.now());
  }

  private async record(actor: Actor, action: string, userId: string, detail: Parameters<typeof accessAction>[3] = {}) {
    await this.ports.recordAction(actor, accessAction(action, 'user', userId, detail));
  }

  private async require(actor: Actor, userId: string): Promise<Member> {
    const member = await this.find(actor, userId);
    if (!member) throw notFound(userId, ['userId']);
    return member;
  }

  private async memberOf(user: User, roles: readonly string[]): Promise<Member> {
    const withFactor = await this.ports.secondFactors.confirmedAmong([user.id]);
    return { user, roles, hasSecondFactor: withFactor.has(user.id) };
  }
}

/** Throws a `UserError` (INVALID_INPUT) for an invalid name. */
export function checkName(name: string): void {
  const fault = faultOfName(name);
  if (fault !== undefined) throw userError('INVALID_INPUT', `name: ${fault}`, ['name']);
}
