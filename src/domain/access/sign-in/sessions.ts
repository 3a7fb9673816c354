import { userError } from '../../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random } from '../../shared/ports.ts';
import type { Emit } from '../../shared/signals.ts';
import { type Actor, LOCAL_ORGANISATION } from '../actor.ts';
import type { Authentication } from '../authentication.ts';
import type {
  AccessTokens,
  OneTimeStore,
  PasswordHasher,
  ProviderAccount,
  RecordAction,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from '../ports.ts';
import { newSecret, secretHash } from '../secrets.ts';
import { emailOf, type User } from '../user.ts';
import type { LockOut } from './lock-out.ts';
import type { Identity, SignInAnswer } from './oauth-ports.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Session, SessionTokens } from './session.ts';

export interface SessionsPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly oneTime: OneTimeStore;
  readonly passwords: PasswordHasher;
  readonly tokens: AccessTokens;
  readonly lockOut: LockOut;
  readonly secondFactors: Pick<SecondFactors, 'check'>;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly recordAction: RecordAction;
  readonly emit: Emit;
  readonly ids: Ids;
  readonly random: Random;
  readonly clock: Clock;
  readonly accessMs: number;
  readonly refreshMs: number;
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** A workspace of the user. Default: the workspace with the oldest membership. */
  readonly workspaceId?: string | null | undefined;
  readonly address: string | null;
  /** Code of the second factor, if the user has one. */
  readonly code?: string | null | undefined;
}

/** A second use within this time is a repeated request of the same client, not a stolen token. */
const TWICE_MS = 10_000;
/** A browser returns at once. */
const CODE_MS = 60_000;
const REFRESH_PREFIX = 'art_';

/** Sign-in, refresh and sign-out. */
export class Sessions {
  private readonly ports: SessionsPorts;

  constructor(ports: SessionsPorts) {
    this.ports = ports;
  }

  /** Signs in. Throws a `UserError`: SIGN_IN_REFUSED for all wrong credentials, TOO_MANY_ATTEMPTS. */
  async signIn({ email, password, workspaceId, address, code }: SignIn): Promise<SessionTokens> {
    const account = emailOf(email) ?? '';
    await this.ports.lockOut.begin(account, address);
    const user = await this.ports.users.findByEmail(account);
    const isRight = await this.ports.passwords.verify(password, user?.passwordHash ?? null);
    if (!user?.isActive || !isRight) {
      this.ports.emit('authenticationFailed', { address });
      // Also for an unknown address. Otherwise the duration would reveal which addresses are known.
      await this.record(user ?? NOBODY, address, 'DENIED');
      throw refusedSignIn();
    }
    await this.ports.secondFactors.check(user, code ?? null);
    await this.ports.lockOut.succeeded(account, address);
    return this.ports.atomically(async () => {
      const tokens = await this.open(user, workspaceId ?? null);
      await this.record(user, address, 'SUCCESS');
      return tokens;
    });
  }

  /**
   * Creates a secret with which a person identified by a provider signs in, once and within a minute. A person is matched to
   * an account by the verified e-mail address until a sign-in succeeds, later by the subject of the provider.
   */
  async signInWithIdentity({ provider, subject, email }: Identity): Promise<SignInAnswer> {
    const { users, oneTime, random, clock, atomically } = this.ports;
    return atomically(async () => {
      const user = (await users.findByIdentity(provider, subject)) ?? (await users.findByEmail(emailOf(email) ?? ''));
      if (!user) return { ok: false, reason: 'NO_ACCOUNT' };
      if (!user.isActive) return { ok: false, reason: 'DEACTIVATED' };
      const code = newSecret('aol_', random);
      const expiresAt = new Date(clock.now().getTime() + CODE_MS);
      const identity = { provider, subject };
      await oneTime.add({ hash: secretHash(code), purpose: 'SIGN_IN', userId: user.id, expiresAt, identity });
      return { ok: true, code };
    });
  }

  /** Signs in with the secret of a sign-in link. The link works once. */
  async signInByLink(secret: string, code: string | null = null): Promise<SessionTokens> {
    return this.ports.atomically(async () => {
      const granted = await this.ports.oneTime.take(secretHash(secret), 'SIGN_IN', this.ports.clock.now());
      const user = granted && (await this.ports.users.find(granted.userId));
      if (!user?.isActive) throw refusedLink();
      await this.ports.secondFactors.check(user, code);
      if (granted?.identity) await this.link(granted.identity, user);
      return this.open(user, null);
    });
  }

  /** The identity signs in to the account from now on. Before the second factor was proved it must not. */
  private async link({ provider, subject }: ProviderAccount, { id }: User): Promise<void> {
    const { users } = this.ports;
    await users.addIdentity(provider, subject, id);
    // Another sign-in may have linked it to another account meanwhile.
    if ((await users.findByIdentity(provider, subject))?.id !== id) throw refusedLink();
  }

  /** Exchanges a refresh token for new tokens. Using it a second time ends the session. */
  async refresh(token: string): Promise<SessionTokens> {
    const result = await this.ports.atomically(async () => {
      const now = this.ports.clock.now();
      const used = await this.ports.sessions.useRefreshToken(secretHash(token), now);
      const session = used && (await this.ports.sessions.find(used.sessionId));
      if (!session || session.endedAt || session.expiresAt <= now) return undefined;
      if (used.usedBefore) {
        if (now.getTime() - used.usedBefore.getTime() > TWICE_MS) await this.ports.sessions.end(session.id, now);
        return undefined;
      }
      const user = await this.ports.users.find(session.userId);
      return user?.isActive && user.tokenVersion === session.tokenVersion ? this.tokensFor(session) : undefined;
    });
    this.ports.authentication.forget();
    if (!result) throw userError('SIGN_IN_REFUSED', 'This refresh token is not valid any more. Sign in again.');
    return result;
  }

  /** Ends the session of the caller. Returns the time. Throws a `UserError` (CONFLICT) when it has none. */
  async signOut({ sessionId }: Actor): Promise<Date> {
    if (sessionId === null) throw userError('CONFLICT', 'There is no session. To end a key or token, revoke it.');
    const now = this.ports.clock.now();
    await this.ports.sessions.end(sessionId, now);
    await this.forget();
    return now;
  }

  /** Ends all sessions of the user, and those that it opened as another one. Returns their number. */
  async signOutEverywhere({ userId }: Pick<Actor, 'userId'>): Promise<number> {
    const { atomically, workspaces, sessions, users, clock } = this.ports;
    const ended = await atomically(async () => {
      const user = await users.find(userId);
      if (user) await workspaces.lock(user.organisationId);
      if (user) await users.change(userId, { tokenVersion: user.tokenVersion + 1 });
      return sessions.endAll(userId, clock.now());
    });
    await this.forget();
    return ended;
  }

  private forget(): Promise<void> {
    const { afterCommit, authentication } = this.ports;
    return afterCommit(() => authentication.forget());
  }

  /** Opens a session of the user in one of its workspaces. Throws a `UserError` (SIGN_IN_REFUSED) when it has none. */
  async open(user: User, workspaceId: string | null): Promise<SessionTokens> {
    const { atomically, workspaces, sessions, users, ids, clock, refreshMs } = this.ports;
    return atomically(async () => {
      // A session that is opened while its user is removed would be valid again when the user came back.
      await workspaces.lock(user.organisationId);
      const own = await workspaces.listOf(user.id);
      const workspace = workspaceId === null ? own[0] : own.find(({ id }) => id === workspaceId);
      if (!workspace) throw refusedSignIn();
      const now = clock.now();
      const session: Session = {
        id: ids.next('ses'),
        userId: user.id,
        workspaceId: workspace.id,
        tokenVersion: user.tokenVersion,
        createdAt: now,
        expiresAt: new Date(now.getTime() + refreshMs),
        endedAt: null,
        provenAt: now,
        impersonatorId: null,
      };
      await sessions.add(session);
      await users.change(user.id, { lastSignInAt: now });
      return this.tokensFor(session);
    });
  }

  private async record({ id, organisationId }: SignsIn, address: string | null, outcome: 'SUCCESS' | 'DENIED') {
    const action = {
      category: 'AUTH',
      action: 'user.signed-in',
      target: null,
      outcome,
      reason: null,
      detail: {},
    } as const;
    await this.ports.recordAction({ userId: id, organisationId, address }, action);
  }

  private async tokensFor(session: Session): Promise<SessionTokens> {
    const { tokens, sessions, random, clock, accessMs } = this.ports;
    const { id: sessionId, userId, tokenVersion, impersonatorId, expiresAt: refreshExpiresAt } = session;
    const refreshToken = newSecret(REFRESH_PREFIX, random);
    await sessions.addRefreshToken(secretHash(refreshToken), sessionId);
    const accessExpiresAt = new Date(Math.min(clock.now().getTime() + accessMs, refreshExpiresAt.getTime()));
    const claims = { userId, sessionId, tokenVersion, impersonatorId };
    const accessToken = await tokens.issue(claims, accessExpiresAt);
    return { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt };
  }
}

interface SignsIn {
  readonly id: string | null;
  readonly organisationId: string;
}

/** The user for an unknown e-mail address. The first organisation records the attempt without the address. */
const NOBODY: SignsIn = { id: null, organisationId: LOCAL_ORGANISATION };

function refusedLink() {
  return userError('SIGN_IN_REFUSED', 'This link is not valid any more. Ask for a new one.');
}

/** The same message for all mistakes, so that it does not reveal which accounts exist. */
function refusedSignIn() {
  return userError('SIGN_IN_REFUSED', 'E-mail address and password do not fit. Check both, or ask an administrator.');
}
