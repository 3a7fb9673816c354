import type { AuditedAction } from '../audit/audit-entry.ts';
import type { AuditCaller, OrganisationCaller } from '../audit/audit-log.ts';
import type { ApiKey } from './api-key.ts';
import type { Session } from './sign-in/session.ts';
import type { CustomRole, User } from './user.ts';
import type { Membership, Workspace } from './workspace.ts';

/** Users, the workspaces they are members of, and the roles there are. Everything joins the ambient transaction. */
export interface UserStore {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  /** Throws a `Refusal` (CONFLICT) when the e-mail address is taken. */
  add(user: User): Promise<void>;
  /** Answers the user as it is then; undefined when there is none. */
  change(id: string, change: Partial<Omit<User, 'id' | 'organisationId'>>): Promise<User | undefined>;
  /** The user that somebody elsewhere is known as; undefined when there is none. */
  findByIdentity(provider: string, subject: string): Promise<User | undefined>;
  addIdentity(provider: string, subject: string, userId: string): Promise<void>;
  /** Those of an organisation, by e-mail address. */
  list(organisationId: string): Promise<readonly User[]>;
}

export interface WorkspaceStore {
  find(id: string): Promise<Workspace | undefined>;
  add(workspace: Workspace): Promise<void>;
  /** Those the user is a member of, the oldest first. */
  listOf(userId: string): Promise<readonly Workspace[]>;
  membership(workspaceId: string, userId: string): Promise<Membership | undefined>;
  members(workspaceId: string): Promise<readonly Membership[]>;
  /** Without roles the user is no member any more. */
  setRoles(membership: Membership): Promise<void>;
  customRoles(organisationId: string): Promise<readonly CustomRole[]>;
  saveRole(role: CustomRole): Promise<void>;
  removeRole(organisationId: string, name: string): Promise<void>;
  /** Holds back every other change of who may do what in the organisation until the transaction ends. */
  lock(organisationId: string): Promise<void>;
}

export type RefreshResult = 'FRESH' | 'USED' | 'UNKNOWN';

export interface SessionStore {
  find(id: string): Promise<Session | undefined>;
  add(session: Session): Promise<void>;
  /** Sessions of the user that have not ended, the newest first. */
  listOpen(userId: string): Promise<readonly Session[]>;
  prove(id: string, at: Date): Promise<void>;
  end(id: string, at: Date): Promise<void>;
  endAll(userId: string, at: Date): Promise<number>;
  addRefreshToken(hash: string, sessionId: string): Promise<void>;
  /** Marks the token as used; of several at once exactly one finds it fresh. */
  useRefreshToken(
    hash: string,
    at: Date,
  ): Promise<{ readonly sessionId: string; readonly usedBefore: Date | null } | undefined>;
}

export type OneTimePurpose = 'INVITATION' | 'PASSWORD_RESET' | 'SIGN_IN';

/** Secrets that are good for one thing, once. */
export interface OneTimeStore {
  add(hash: string, purpose: OneTimePurpose, userId: string, expiresAt: Date): Promise<void>;
  /** The user it was made for, the first time; undefined ever after, and when it has expired. */
  take(hash: string, purpose: OneTimePurpose, now: Date): Promise<string | undefined>;
  /** Makes every other secret worthless by which this user could set a password or sign in. */
  revokeAll(userId: string, now: Date): Promise<void>;
}

export interface ApiKeyStore {
  add(key: ApiKey, hash: string): Promise<void>;
  findByHash(hash: string): Promise<ApiKey | undefined>;
  listOf(userId: string, workspaceId: string): Promise<readonly ApiKey[]>;
  /** Answers the key as it is then; undefined when the user has no such key there. */
  revoke(id: string, userId: string, workspaceId: string, at: Date): Promise<ApiKey | undefined>;
  /** Notes the use, at most once a minute. */
  used(id: string, at: Date): Promise<void>;
}

/**
 * Records in the audit log what was done, in the ambient transaction: as its last write, for it holds up everybody else who
 * records something.
 */
export type RecordAction = (by: AuditCaller | OrganisationCaller, action: AuditedAction) => Promise<unknown>;

/** The authenticator app of a user. */
export interface SecondFactor {
  /** In base32. */
  readonly secret: string;
  /** null until a first code was given. */
  readonly confirmedAt: Date | null;
  /** The step of the last code that was accepted. */
  readonly lastStep: number | null;
  /** Hashes of the recovery codes that are left. */
  readonly recovery: readonly string[];
}

/** Keeps the secrets sealed. */
export interface SecondFactorStore {
  find(user: User): Promise<SecondFactor | undefined>;
  /** In place of one that was never confirmed. */
  save(user: User, secret: string): Promise<void>;
  confirm(userId: string, recovery: readonly string[], at: Date): Promise<void>;
  isConfirmed(userId: string): Promise<boolean>;
  /** Keeps the step as the last; false when it is not later than the last. Of several at once one is true. */
  takeStep(userId: string, step: number): Promise<boolean>;
  /** Takes a recovery code away; false when it is not there. Of several at once one is true. */
  takeRecovery(userId: string, hash: string): Promise<boolean>;
  remove(userId: string): Promise<void>;
}

/** argon2id. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long when there is nothing to compare with. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** What an access token says. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly tokenVersion: number;
  /** Who acts in the user's name; null where it is the user. */
  readonly impersonatorId: string | null;
}

/** What a token of the machine's keeper says. */
export interface LocalClaims {
  readonly role: string;
}

/** Signs and reads the tokens that are sent with every request. */
export interface AccessTokens {
  issue(claims: AccessClaims, expiresAt: Date): Promise<string>;
  issueLocal(claims: LocalClaims, expiresAt: Date): Promise<string>;
  /** undefined for whatever is not a token of ours that is good now. */
  read(token: string): Promise<{ readonly session: AccessClaims } | { readonly local: LocalClaims } | undefined>;
}
