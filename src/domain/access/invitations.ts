import { notFound, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random } from '../shared/ports.ts';
import { nameOf } from '../shared/text/names.ts';
import { accessAction } from './access-action.ts';
import { type Actor, LOCAL_USER, requireOwnAccount } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { permissionsHeld } from './effective-permissions.ts';
import { Grants, requireOpenSession, type StillInPorts } from './grants.ts';
import type { Invitation, InvitationStore } from './invitation.ts';
import { checkName } from './members.ts';
import type { PasswordHasher, RecordAction, UserStore, WorkspaceStore } from './ports.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { LockOut } from './sign-in/lock-out.ts';
import type { SecondFactors } from './sign-in/second-factors.ts';
import { emailOf, type User } from './user.ts';

export interface InvitationsPorts extends StillInPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly invitations: InvitationStore;
  readonly passwords: PasswordHasher;
  readonly lockOut: LockOut;
  readonly secondFactors: Pick<SecondFactors, 'check'>;
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

interface Invite {
  readonly email: string;
  /** Default: the e-mail address. */
  readonly name?: string | undefined;
  readonly roles: readonly string[];
}

interface Join {
  readonly secret: string;
  readonly password: string;
  /** Code of the second factor, if the account has one. */
  readonly code: string | null;
  readonly address: string | null;
}

const LASTS_MS = 7 * 24 * 3_600_000;
const MAX_PENDING = 200;

/**
 * Invitations to workspaces. Nobody becomes a member without accepting, and inviting an address says nothing about whether
 * it has an account.
 *
 *   invite ─▶ PENDING ─▶ ACCEPTED by the invited person: signed in, or with the secret
 *                    ├─▶ DECLINED by the invited person
 *                    └─▶ WITHDRAWN by an administrator of the workspace, or replaced by a newer one; or it expires
 */
export class Invitations {
  private readonly ports: InvitationsPorts;
  private readonly grants: Grants;

  constructor(ports: InvitationsPorts) {
    this.ports = ports;
    this.grants = new Grants(ports);
  }

  /** Pending invitations to the workspace of the caller, the newest first. */
  list({ workspaceId }: Actor): Promise<readonly Invitation[]> {
    return this.ports.invitations.pendingIn(workspaceId, this.ports.clock.now());
  }

  /** Pending invitations of the caller, the newest first. */
  async listOwn({ userId }: Pick<Actor, 'userId'>): Promise<readonly Invitation[]> {
    const user = await this.ports.users.find(userId);
    if (!user) return [];
    return this.ports.invitations.pendingFor(user.organisationId, user.email, this.ports.clock.now());
  }

  /** Invites the owner of an address, in place of an earlier pending invitation. The secret is returned only once. */
  async invite(actor: Actor, input: Invite): Promise<{ readonly invitation: Invitation; readonly secret: string }> {
    const { atomically, invitations, clock, random, recordAction } = this.ports;
    const invitation = this.newInvitation(actor, input);
    const secret = newSecret('aot_', random);
    await atomically(async () => {
      await requireOpenSession(this.ports, actor);
      await this.grants.requireGrantable(actor, invitation.roles);
      await this.requireNoMember(actor, invitation.email);
      const pending = await invitations.pendingIn(actor.workspaceId, clock.now());
      const earlier = pending.filter(({ email }) => email === invitation.email);
      if (pending.length - earlier.length >= MAX_PENDING)
        throw userError('CONFLICT', `There are ${MAX_PENDING} pending invitations. Withdraw some.`);
      for (const { id } of earlier) await invitations.settle(id, 'WITHDRAWN');
      await invitations.add(invitation, secretHash(secret));
      const detail = { roles: [...invitation.roles] };
      await recordAction(actor, accessAction('invitation.created', 'invitation', invitation.id, detail));
    });
    return { invitation, secret };
  }

  /** Withdraws a pending invitation to the workspace of the caller. Throws a `UserError` (NOT_FOUND). */
  async withdraw(actor: Actor, { id }: { readonly id: string }): Promise<Invitation> {
    const found = (await this.list(actor)).find((one) => one.id === id);
    return this.end(actor, found, { id, status: 'WITHDRAWN' });
  }

  /** Declines a pending invitation of the caller. Throws a `UserError`: NOT_FOUND, CONFLICT. */
  async decline(actor: Actor, { id }: { readonly id: string }): Promise<Invitation> {
    requireOwnAccount(actor);
    const found = (await this.listOwn(actor)).find((one) => one.id === id);
    return this.end(actor, found, { id, status: 'DECLINED' });
  }

  /** Accepts a pending invitation of the caller, who becomes a member. Throws a `UserError`: NOT_FOUND, CONFLICT. */
  async accept(actor: Actor, { id }: { readonly id: string }): Promise<Invitation> {
    requireOwnAccount(actor);
    const found = (await this.listOwn(actor)).find((one) => one.id === id);
    const user = await this.ports.users.find(actor.userId);
    if (!found || !user) throw notFound(id);
    const { atomically, workspaces } = this.ports;
    await atomically(async () => {
      await workspaces.lock(found.organisationId);
      await this.admit(found, user, actor.address);
    });
    return { ...found, status: 'ACCEPTED' };
  }

  /**
   * Accepts with the secret. A person without an account gets one with this password; the owner of an account gives the
   * password and the code that its sign-in requires. undefined when the secret is that of no pending invitation. Throws a
   * `UserError`: SIGN_IN_REFUSED, MFA_CODE_REQUIRED, TOO_MANY_ATTEMPTS.
   */
  async join({ secret, password, code, address }: Join): Promise<User | undefined> {
    const { invitations, users, workspaces, passwords, atomically, clock } = this.ports;
    const found = await invitations.findByHash(secretHash(secret));
    if (found?.status !== 'PENDING' || found.expiresAt <= clock.now()) return undefined;
    const known = await users.findByEmail(found.email);
    if (known) {
      if (known.organisationId !== found.organisationId) throw refusedJoin();
      await this.prove(known, { password, code, address });
    }
    const passwordHash = known ? '' : await passwords.hash(password);
    return atomically(async () => {
      await workspaces.lock(found.organisationId);
      const user = known ?? (await this.addUser(found, passwordHash));
      await this.admit(found, user, address);
      return user;
    });
  }

  private async prove(user: User, { password, code, address }: Omit<Join, 'secret'>): Promise<void> {
    const { passwords, lockOut, secondFactors } = this.ports;
    await lockOut.begin(user.email, address);
    if (!(await passwords.verify(password, user.passwordHash)) || !user.isActive) throw refusedJoin();
    await secondFactors.check(user, code);
    await lockOut.succeeded(user.email, address);
  }

  /** Makes the user a member, if its inviter could still give it these roles. Memberships are locked. */
  private async admit({ id, workspaceId, ...invited }: Invitation, user: User, address: string | null) {
    const { workspaces, invitations, recordAction, afterCommit, authentication } = this.ports;
    const { roles, invitedBy } = invited;
    if (!(await this.canStillInvite(invitedBy, workspaceId, roles)) || !(await invitations.settle(id, 'ACCEPTED')))
      throw userError('CONFLICT', 'This invitation is not valid any more. Ask for a new one.');
    if (await workspaces.membership(workspaceId, user.id))
      throw userError('CONFLICT', 'You are a member of this workspace already.');
    await workspaces.setRoles({ workspaceId, userId: user.id, roles });
    const by = { userId: user.id, workspaceId, address };
    await recordAction(by, accessAction('invitation.accepted', 'invitation', id, { roles: [...roles] }));
    await afterCommit(() => authentication.forget());
  }

  /** Roles may have changed since: an invitation gives no more than its inviter could give now. */
  private async canStillInvite(userId: string, workspaceId: string, roles: readonly string[]): Promise<boolean> {
    const { users, workspaces, trustsLocal } = this.ports;
    if (userId === LOCAL_USER) return trustsLocal;
    const [user, membership] = [await users.find(userId), await workspaces.membership(workspaceId, userId)];
    if (!user?.isActive || !membership) return false;
    const custom = await workspaces.customRoles(user.organisationId);
    const held = permissionsHeld(membership.roles, custom);
    if (!held.has('users.invite') || (roles.includes('owner') && !membership.roles.includes('owner'))) return false;
    return [...permissionsHeld(roles, custom)].every((permission) => held.has(permission));
  }

  private async end(
    actor: Actor,
    found: Invitation | undefined,
    { id, status }: { readonly id: string; readonly status: 'WITHDRAWN' | 'DECLINED' },
  ): Promise<Invitation> {
    const { atomically, invitations, recordAction } = this.ports;
    if (!found) throw notFound(id);
    await atomically(async () => {
      if (!(await invitations.settle(id, status))) throw notFound(id);
      // In the log of the workspace that invited, not in that of the workspace the caller works in.
      const by = { ...actor, workspaceId: found.workspaceId };
      await recordAction(by, accessAction(`invitation.${status.toLowerCase()}`, 'invitation', id));
    });
    return { ...found, status };
  }

  private newInvitation(
    { organisationId, workspaceId, userId }: Actor,
    { email, name = '', roles }: Invite,
  ): Invitation {
    const address = emailOf(email);
    if (address === undefined) throw userError('INVALID_INPUT', 'email: This is not an e-mail address.', ['email']);
    // Without a name the address is the name.
    if (name.trim() !== '') checkName(name);
    if (roles.length === 0) throw userError('INVALID_INPUT', 'roles: Name at least one.', ['roles']);
    const createdAt = this.ports.clock.now();
    return {
      ...{ id: this.ports.ids.next('inv'), organisationId, workspaceId, email: address, name: nameOf(name) || address },
      ...{ roles, invitedBy: userId, status: 'PENDING', createdAt },
      expiresAt: new Date(createdAt.getTime() + LASTS_MS),
    };
  }

  /** The caller sees the members of its workspace, so this reveals nothing. */
  private async requireNoMember({ workspaceId, organisationId }: Actor, email: string): Promise<void> {
    const user = await this.ports.users.findByEmail(email);
    if (user?.organisationId !== organisationId || !(await this.ports.workspaces.membership(workspaceId, user.id)))
      return;
    throw userError('CONFLICT', 'email: There is a member with this address. Set its roles instead.', ['email']);
  }

  private async addUser({ organisationId, email, name }: Invitation, passwordHash: string): Promise<User> {
    const { ids, clock, users } = this.ports;
    const user: User = {
      ...{ id: ids.next('usr'), organisationId, email, name, passwordHash, accountRoles: [], isActive: true },
      ...{ tokenVersion: 1, createdAt: clock.now(), lastSignInAt: null },
    };
    await users.add(user);
    return user;
  }
}

function refusedJoin() {
  const message = 'This link is not valid any more, or the password is not that of the account with this address.';
  return userError('SIGN_IN_REFUSED', message, ['newPassword']);
}
