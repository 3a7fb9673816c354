import { Access, type AccessPorts } from '../../../src/domain/access/access.ts';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../src/domain/access/actor.ts';
import type { ApiKey } from '../../../src/domain/access/api-key.ts';
import type { Invitation, InvitationStatus, InvitationStore } from '../../../src/domain/access/invitation.ts';
import type {
  ApiKeyStore,
  OneTimePurpose,
  OneTimeSecret,
  OneTimeStore,
  PasswordHasher,
  SecondFactor,
  SecondFactorStore,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from '../../../src/domain/access/ports.ts';
import type { Session } from '../../../src/domain/access/sign-in/session.ts';
import type { CustomRole, User } from '../../../src/domain/access/user.ts';
import type { Membership, Workspace } from '../../../src/domain/access/workspace.ts';
import type { AuditedAction } from '../../../src/domain/audit/audit-entry.ts';
import { userError } from '../../../src/domain/shared/errors.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { JwtAccessTokens } from '../../../src/infra/access/jwt.ts';
import { otplibCodes } from '../../../src/infra/access/otplib.ts';
import { systemIds, systemRandom } from '../../../src/infra/runtime.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { API_TOKEN } from '../credentials.ts';

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

export class MemorySessions implements SessionStore, OneTimeStore {
  readonly sessions = new Map<string, Session>();
  private readonly tokens = new Map<string, { readonly sessionId: string; usedAt: Date | null }>();
  private readonly secrets = new Map<string, OneTimeSecret>();

  async find(id: string) {
    return this.sessions.get(id);
  }

  async listOpen(userId: string) {
    return newestFirst([...this.sessions.values()].filter((one) => one.userId === userId && !one.endedAt));
  }

  async prove(id: string, provenAt: Date) {
    this.patch(id, { provenAt });
  }

  async end(id: string, endedAt: Date) {
    if (!this.sessions.get(id)?.endedAt) this.patch(id, { endedAt });
  }

  async endAll(userId: string, endedAt: Date, except: string | null = null) {
    const open = (await this.listOpen(userId)).filter(({ id }) => id !== except);
    for (const { id } of open) this.patch(id, { endedAt });
    return open.length;
  }

  async endAllIn(workspaceId: string, userId: string, endedAt: Date) {
    for (const one of this.sessions.values()) {
      const isOwn = one.userId === userId || one.impersonatorId === userId;
      if (isOwn && one.workspaceId === workspaceId) await this.end(one.id, endedAt);
    }
  }

  async addRefreshToken(hash: string, sessionId: string) {
    this.tokens.set(hash, { sessionId, usedAt: null });
  }

  async useRefreshToken(hash: string, at: Date) {
    const token = this.tokens.get(hash);
    if (!token) return undefined;
    const usedBefore = token.usedAt;
    token.usedAt ??= at;
    return { sessionId: token.sessionId, usedBefore };
  }

  async add(what: Session | OneTimeSecret) {
    if ('hash' in what) this.secrets.set(what.hash, what);
    else this.sessions.set(what.id, what);
  }

  async take(hash: string, purpose: OneTimePurpose, now: Date) {
    const secret = this.secrets.get(hash);
    if (secret?.purpose !== purpose || secret.expiresAt <= now) return undefined;
    this.secrets.delete(hash);
    return { userId: secret.userId, identity: secret.identity };
  }

  async revokeAll(userId: string) {
    for (const [hash, secret] of this.secrets) if (secret.userId === userId) this.secrets.delete(hash);
  }

  private patch(id: string, change: Partial<Session>) {
    const session = this.sessions.get(id);
    if (session) this.sessions.set(id, { ...session, ...change });
  }
}

export class MemoryApiKeys implements ApiKeyStore {
  readonly keys = new Map<string, ApiKey>();
  private readonly ids = new Map<string, string>();

  async add(key: ApiKey, hash: string) {
    this.keys.set(key.id, key);
    this.ids.set(hash, key.id);
  }

  async findByHash(hash: string) {
    return this.keys.get(this.ids.get(hash) ?? '');
  }

  async listOf(userId: string, workspaceId: string) {
    return newestFirst(
      [...this.keys.values()].filter((key) => key.userId === userId && key.workspaceId === workspaceId),
    );
  }

  async revoke(id: string, userId: string, workspaceId: string, revokedAt: Date) {
    const key = this.keys.get(id);
    if (key?.userId !== userId || key.workspaceId !== workspaceId) return undefined;
    this.keys.set(id, { ...key, revokedAt: key.revokedAt ?? revokedAt });
    return this.keys.get(id);
  }

  async revokeAll(userId: string, workspaceId: string, revokedAt: Date) {
    const active = (await this.listOf(userId, workspaceId)).filter((key) => key.revokedAt === null);
    for (const key of active) this.keys.set(key.id, { ...key, revokedAt });
    return active.map((key) => ({ ...key, revokedAt }));
  }

  async used(id: string, lastUsedAt: Date) {
    const key = this.keys.get(id);
    const isDue = !key?.lastUsedAt || lastUsedAt.getTime() - key.lastUsedAt.getTime() > 60_000;
    if (key && isDue) this.keys.set(id, { ...key, lastUsedAt });
  }
}

export class MemoryInvitations implements InvitationStore {
  private readonly all = new Map<string, Invitation>();
  private readonly ids = new Map<string, string>();

  async add(invitation: Invitation, hash: string) {
    this.all.set(invitation.id, invitation);
    this.ids.set(hash, invitation.id);
  }

  async find(id: string) {
    return this.all.get(id);
  }

  async findByHash(hash: string) {
    return this.all.get(this.ids.get(hash) ?? '');
  }

  async pendingIn(workspaceId: string, now: Date) {
    return this.pending(now).filter((one) => one.workspaceId === workspaceId);
  }

  async pendingFor(organisationId: string, email: string, now: Date) {
    return this.pending(now).filter((one) => one.organisationId === organisationId && one.email === email);
  }

  async settle(id: string, status: Exclude<InvitationStatus, 'PENDING'>) {
    const found = this.all.get(id);
    if (found?.status !== 'PENDING') return false;
    this.all.set(id, { ...found, status });
    return true;
  }

  private pending(now: Date) {
    return newestFirst([...this.all.values()].filter((one) => one.status === 'PENDING' && one.expiresAt > now));
  }
}

export class MemorySecondFactors implements SecondFactorStore {
  private readonly factors = new Map<string, SecondFactor>();

  async find({ id }: User) {
    return this.factors.get(id);
  }

  async save({ id }: User, secret: string) {
    this.factors.set(id, { secret, confirmedAt: null, lastStep: null, recovery: [] });
  }

  async confirm(userId: string, recovery: readonly string[], confirmedAt: Date) {
    this.patch(userId, { recovery, confirmedAt });
  }

  async isConfirmed(userId: string) {
    return (this.factors.get(userId)?.confirmedAt ?? null) !== null;
  }

  async confirmedAmong(userIds: readonly string[]) {
    return new Set(userIds.filter((id) => (this.factors.get(id)?.confirmedAt ?? null) !== null));
  }

  async takeStep(userId: string, lastStep: number) {
    if ((this.factors.get(userId)?.lastStep ?? -1) >= lastStep) return false;
    this.patch(userId, { lastStep });
    return true;
  }

  async takeRecovery(userId: string, hash: string) {
    const recovery = this.factors.get(userId)?.recovery ?? [];
    this.patch(userId, { recovery: recovery.filter((one) => one !== hash) });
    return recovery.includes(hash);
  }

  async remove(userId: string) {
    this.factors.delete(userId);
  }

  private patch(userId: string, change: Partial<SecondFactor>) {
    const factor = this.factors.get(userId);
    if (factor) this.factors.set(userId, { ...factor, ...change });
  }
}

function newestFirst<T extends { readonly createdAt: Date }>(all: readonly T[]): readonly T[] {
  return all.toReversed().sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

/** Reversible and fast. Only tests may store passwords in this way. */
const plainPasswords: PasswordHasher = {
  hash: async (password) => `plain ${password}`,
  verify: async (password, hash) => hash === `plain ${password}`,
};

/** The real front doors of access over stores in memory. */
export class AccessWorld {
  readonly users = new MemoryUsers();
  readonly workspaces = new MemoryWorkspaces();
  readonly sessions = new MemorySessions();
  readonly apiKeys = new MemoryApiKeys();
  readonly invitations = new MemoryInvitations();
  readonly secondFactors = new MemorySecondFactors();
  readonly signals: [string, unknown][] = [];
  readonly recorded: { readonly by: unknown; readonly action: AuditedAction }[] = [];
  readonly access: Access;

  constructor(clock: Clock, wish: Partial<AccessPorts> = {}) {
    const first = { id: LOCAL_WORKSPACE, organisationId: LOCAL_ORGANISATION, name: 'Aragora', createdAt: clock.now() };
    this.workspaces.workspaces.set(LOCAL_WORKSPACE, first);
    const ids = systemIds();
    const { users, workspaces, sessions, apiKeys, invitations } = this;
    this.access = new Access({
      ...{
        users,
        workspaces,
        sessions,
        oneTime: sessions,
        apiKeys,
        invitations,
        passwords: plainPasswords,
        clock,
        ids,
      },
      ...{ random: systemRandom, shared: new MemorySharedState(clock) },
      atomically: (work) => work(),
      afterCommit: async (work) => void (await work()),
      secondFactors: this.secondFactors,
      codes: otplibCodes,
      tokens: new JwtAccessTokens({ current: Buffer.from('a secret of at least 32 characters') }, clock, ids),
      recordAction: async (by, action) => void this.recorded.push({ by, action }),
      emit: (name, detail) => void this.signals.push([name, detail]),
      ...{ apiToken: API_TOKEN, trustsLocal: true, secondFactorGraceMs: Number.POSITIVE_INFINITY },
      ...{ accessMs: 3_600_000, refreshMs: 30 * 24 * 3_600_000 },
      ...wish,
    });
  }
}
