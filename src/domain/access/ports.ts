import type { AuditedAction } from '../audit/audit-entry.ts';
import type { AuditCaller, OrganisationCaller } from '../audit/audit-log.ts';
import type { ApiKey } from './api-key.ts';
import type { Session } from './sign-in/session.ts';
import type { CustomRole, User } from './user.ts';
import type { Membership, Workspace } from './workspace.ts';

/** Users, workspaces, memberships and roles. Every method joins the ambient transaction. */
export interface UserStore {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  /** Throws a `UserError` (CONFLICT) when the e-mail address is taken. */
  add(user: User): Promise<void>;
  /** Returns the changed user; undefined when there is none. */
  change(id: string, change: Partial<Omit<User, 'id' | 'organisationId'>>): Promise<User | undefined>;
  /** The user with this identity at a provider; undefined when there is none. */
  findByIdentity(provider: string, subject: string): Promise<User | undefined>;
  /** Has no effect when the identity belongs to a user already. */
  addIdentity(provider: string, subject: string, userId: string): Promise<void>;
  /** Users of an organisation, by e-mail address. */
  list(organisationId: string): Promise<readonly User[]>;
}

export interface WorkspaceStore {
  find(id: string): Promise<Workspace | undefined>;
  add(workspace: Workspace): Promise<void>;
  /** Workspaces of the user, the oldest membership first. */
  listOf(userId: string): Promise<readonly Workspace[]>;
  membership(workspaceId: string, userId: string): Promise<Membership | undefined>;
  members(workspaceId: string): Promise<readonly Membership[]>;
  /** Empty roles end the membership. */
  setRoles(membership: Membership): Promise<void>;
  customRoles(organisationId: string): Promise<readonly CustomRole[]>;
  saveRole(role: CustomRole): Promise<void>;
  removeRole(organisationId: string, name: string): Promise<void>;
  /** Locks changes of roles and memberships in the organisation, and the opening of sessions, until the transaction ends. */
  lock(organisationId: string): Promise<void>;
}

export interface SessionStore {
  find(id: string): Promise<Session | undefined>;
  add(session: Session): Promise<void>;
  /** Sessions of the user that have not ended, the newest first. */
  listOpen(userId: string): Promise<readonly Session[]>;
  prove(id: string, at: Date): Promise<void>;
  end(id: string, at: Date): Promise<void>;
  /** Ends the open sessions of the user and those that it opened as another one, but for one of them. Returns their number. */
  endAll(userId: string, at: Date, except?: string | null): Promise<number>;
  /** Ends the open sessions in the workspace that are of the user, or that the user opened as another one. */
  endAllIn(workspaceId: string, userId: string, at: Date): Promise<void>;
  addRefreshToken(hash: string, sessionId: string): Promise<void>;
  /** Marks the token as used; of several concurrent calls exactly one finds it fresh. */
  useRefreshToken(
    hash: string,
    at: Date,
  ): Promise<{ readonly sessionId: string; readonly usedBefore: Date | null } | undefined>;
}

export type OneTimePurpose = 'INVITATION' | 'PASSWORD_RESET' | 'SIGN_IN';

/** An account at a provider of sign-ins. The subject is its permanent id there. */
export interface ProviderAccount {
  readonly provider: string;
  readonly subject: string;
}

/** What a one-time secret stands for. */
export interface OneTimeGrant {
  readonly userId: string;
  /** The account at a provider that the person proved to have; null when it proved none. */
  readonly identity: ProviderAccount | null;
}

export interface OneTimeSecret extends OneTimeGrant {
  readonly hash: string;
  readonly purpose: OneTimePurpose;
  readonly expiresAt: Date;
}

/** Secrets with one purpose that can be used once. */
export interface OneTimeStore {
  add(secret: OneTimeSecret): Promise<void>;
  /** What it was made for, once; undefined afterwards, and when it has expired. */
  take(hash: string, purpose: OneTimePurpose, now: Date): Promise<OneTimeGrant | undefined>;
  /** Revokes all other secrets with which this user could set a password or sign in. */
  revokeAll(userId: string, now: Date): Promise<void>;
}

export interface ApiKeyStore {
  add(key: ApiKey, hash: string): Promise<void>;
  findByHash(hash: string): Promise<ApiKey | undefined>;
  listOf(userId: string, workspaceId: string): Promise<readonly ApiKey[]>;
  /** Returns the revoked key; undefined when the user has no such key there. */
  revoke(id: string, userId: string, workspaceId: string, at: Date): Promise<ApiKey | undefined>;
  /** Revokes all keys of the user there. Returns those that were not revoked before. */
  revokeAll(userId: string, workspaceId: string, at: Date): Promise<readonly ApiKey[]>;
  /** Records the time of use, at most once a minute. */
  used(id: string, at: Date): Promise<void>;
}

/**
 * Records an action in the audit log, in the ambient transaction. Call it last: it blocks other writers of the organisation's
 * log until the transaction ends.
 */
export type RecordAction = (by: AuditCaller | OrganisationCaller, action: AuditedAction) => Promise<unknown>;

/** The authenticator app of a user. */
export interface SecondFactor {
  /** In base32. */
  readonly secret: string;
  /** null until a first code was accepted. */
  readonly confirmedAt: Date | null;
  /** The step of the last code that was accepted. */
  readonly lastStep: number | null;
  /** Hashes of unused recovery codes. */
  readonly recovery: readonly string[];
}

/** Stores the secrets encrypted. */
export interface SecondFactorStore {
  find(user: User): Promise<SecondFactor | undefined>;
  /** Replaces a secret that was never confirmed. */
  save(user: User, secret: string): Promise<void>;
  confirm(userId: string, recovery: readonly string[], at: Date): Promise<void>;
  isConfirmed(userId: string): Promise<boolean>;
  /** The users among these who confirmed a factor. */
  confirmedAmong(userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Stores the step of an accepted code; false when it is not later than the last. Of concurrent calls one returns true. */
  takeStep(userId: string, step: number): Promise<boolean>;
  /** Removes a recovery code; false when it is not there. Of concurrent calls one returns true. */
  takeRecovery(userId: string, hash: string): Promise<boolean>;
  remove(userId: string): Promise<void>;
}

/** argon2id. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes the same time when `hash` is null. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** Claims of an access token. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly tokenVersion: number;
  /** The impersonator; null when the user acts itself. */
  readonly impersonatorId: string | null;
}

/** Claims of a local token. */
export interface LocalClaims {
  readonly role: string;
}

/** Signs and verifies access tokens and local tokens. */
export interface AccessTokens {
  issue(claims: AccessClaims, expiresAt: Date): Promise<string>;
  issueLocal(claims: LocalClaims, expiresAt: Date): Promise<string>;
  /** undefined for an invalid or expired token. */
  read(token: string): Promise<{ readonly session: AccessClaims } | { readonly local: LocalClaims } | undefined>;
}
