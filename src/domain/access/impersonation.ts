import { notFound, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import type { Emit } from '../shared/signals.ts';
import { accessAction } from './access-action.ts';
import { type Actor, requireOwnAccount } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { permissionsHeld } from './effective-permissions.ts';
import { requireStillIn } from './grants.ts';
import { accountPermissions } from './permissions.ts';
import type { AccessTokens, PasswordHasher, RecordAction, SessionStore, UserStore, WorkspaceStore } from './ports.ts';
import type { LockOut } from './sign-in/lock-out.ts';
import { wrongPassword } from './sign-in/passwords.ts';
import type { SecondFactors } from './sign-in/second-factors.ts';
import type { Session } from './sign-in/session.ts';
import { PROVEN_MS } from './sign-in/step-up.ts';

export interface ImpersonationPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly passwords: PasswordHasher;
  readonly secondFactors: Pick<SecondFactors, 'check'>;
  readonly lockOut: LockOut;
  readonly tokens: AccessTokens;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly emit: Emit;
}

interface Proof {
  readonly password: string;
  /** Code of the second factor, if the user has one. */
  readonly code?: string | undefined;
}

interface Impersonate {
  readonly userId: string;
  readonly reason: string;
  readonly minutes: number;
}

const MINUTE_MS = 60_000;
const MAX_MINUTES = 60;
const MIN_REASON = 10;

/** Acting as another user, to see what the user sees: with a reason, for at most an hour, with no more than its permissions. */
export class Impersonation {
  private readonly ports: ImpersonationPorts;

  constructor(ports: ImpersonationPorts) {
    this.ports = ports;
  }

  /** Proves the identity again, for five minutes. Returns the end of that time. Throws a `UserError`: SIGN_IN_REFUSED, MFA_CODE_REQUIRED, TOO_MANY_ATTEMPTS. */
  async prove(actor: Actor, { password, code }: Proof): Promise<Date> {
    const { address } = actor;
    const { users, passwords, lockOut, secondFactors, sessions, clock } = this.ports;
    requireOwnAccount(actor);
    const user = await users.find(actor.userId);
    if (!user || actor.sessionId === null) throw noSession();
    await lockOut.begin(user.email, address);
    if (!(await passwords.verify(password, user.passwordHash))) throw wrongPassword('password');
    await secondFactors.check(user, code ?? null);
    await lockOut.succeeded(user.email, address);
    const now = clock.now();
    await sessions.prove(actor.sessionId, now);
    return new Date(now.getTime() + PROVEN_MS);
  }

  /**
   * Creates a token that acts as the user. Throws a `UserError`: NOT_FOUND, CONFLICT for a user with more permissions than
   * the caller, INVALID_INPUT.
   */
  async start(actor: Actor, { userId, reason, minutes }: Impersonate) {
    checkInput(reason, minutes);
    const own = await this.ownSession(actor);
    const { atomically, afterCommit, sessions, recordAction, ids, clock, users, tokens, emit } = this.ports;
    const user = await users.find(userId);
    if (!user) throw notFound(userId, ['userId']);
    const now = clock.now();
    const session: Session = {
      ...{ id: ids.next('ses'), userId, workspaceId: own.workspaceId, tokenVersion: user.tokenVersion },
      ...{ createdAt: now, expiresAt: new Date(now.getTime() + minutes * MINUTE_MS), endedAt: null },
      ...{ provenAt: new Date(0), impersonatorId: actor.userId },
    };
    await atomically(async () => {
      await requireStillIn(this.ports, actor);
      await this.requireLesser(actor, userId);
      await sessions.add(session);
      await recordAction(actor, accessAction('impersonation.started', 'user', userId, { reason, minutes }));
    });
    await afterCommit(() => emit('impersonationStarted', { userId, impersonatorId: actor.userId }));
    const { id: sessionId, tokenVersion, impersonatorId, expiresAt } = session;
    const accessToken = await tokens.issue({ userId, sessionId, tokenVersion, impersonatorId }, expiresAt);
    return { accessToken, expiresAt };
  }

  /** Ends the impersonation of the caller. Throws a `UserError` (CONFLICT) when there is none. */
  async end(actor: Actor): Promise<void> {
    const { atomically, afterCommit, sessions, recordAction, clock, authentication } = this.ports;
    const { sessionId, impersonatorId, userId } = actor;
    if (sessionId === null || impersonatorId === null) throw userError('CONFLICT', 'You do not act as another user.');
    await atomically(async () => {
      await sessions.end(sessionId, clock.now());
      await recordAction(actor, accessAction('impersonation.ended', 'user', userId));
    });
    await afterCommit(() => authentication.forget());
  }

  private async ownSession(actor: Actor): Promise<Session> {
    const { sessions } = this.ports;
    if (actor.impersonatorId !== null) throw userError('CONFLICT', 'End this impersonation first.');
    const session = actor.sessionId === null ? undefined : await sessions.find(actor.sessionId);
    if (!session) throw noSession();
    return session;
  }

  private async requireLesser({ userId: own, workspaceId, organisationId, ...actor }: Actor, userId: string) {
    if (userId === own) throw userError('CONFLICT', 'You are this user already.', ['userId']);
    const { workspaces, users } = this.ports;
    const [user, membership] = [await users.find(userId), await workspaces.membership(workspaceId, userId)];
    if (user?.organisationId !== organisationId || !membership || !user.isActive) throw notFound(userId, ['userId']);
    const ofWorkspace = permissionsHeld(membership.roles, await workspaces.customRoles(organisationId));
    const held = [...ofWorkspace, ...accountPermissions(user.accountRoles)];
    const isMore = held.some((permission) => !actor.permissions.has(permission));
    if (isMore || (membership.roles.includes('owner') && !actor.roles.includes('owner')))
      throw userError('CONFLICT', 'This user has more permissions than you have.', ['userId']);
  }
}

function checkInput(reason: string, minutes: number): void {
  if (reason.trim().length < MIN_REASON)
    throw userError('INVALID_INPUT', `reason: write at least ${MIN_REASON} characters.`, ['reason']);
  checkReason(reason);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_MINUTES)
    throw userError('INVALID_INPUT', `minutes: write 1 to ${MAX_MINUTES}.`, ['minutes']);
}

function noSession() {
  return userError('CONFLICT', 'Only a user who has signed in can do this: keys and tokens cannot.');
}
