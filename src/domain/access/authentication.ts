import type { Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { type Actor, LOCAL_USER, localActor } from './actor.ts';
import { isWithin } from './addresses.ts';
import type { ApiKey } from './api-key.ts';
import { narrowedTo, permissionsHeld, withoutSecondFactor } from './effective-permissions.ts';
import { accountPermissions, isAdministrative, isRole, type Permission } from './permissions.ts';
import type {
  AccessClaims,
  AccessTokens,
  ApiKeyStore,
  SecondFactorStore,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from './ports.ts';
import { hasHash, secretHash } from './secrets.ts';
import type { User } from './user.ts';

/** Credentials of a request, and its address: null when it is not known. */
export type Shown = Credentials & { readonly address: string | null };

type Credentials =
  /** The token after `Bearer`. */
  | { readonly bearer: string }
  /** Headers of a service that has proved its identity. */
  | { readonly service: ServiceCall }
  /** A credential that cannot be read. */
  | { readonly unreadable: true };

/** The user that a service acts for. */
export interface ServiceCall {
  readonly userId: string;
  /** A workspace, or the user's organisation: then the workspace with the oldest membership. */
  readonly tenantId: string;
  /** Roles of the user to apply; null: all of them. */
  readonly roles: readonly string[] | null;
}

export interface AuthenticationPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly apiKeys: ApiKeyStore;
  readonly secondFactors: Pick<SecondFactorStore, 'isConfirmed'>;
  readonly tokens: AccessTokens;
  /** The secret that authenticates as owner of the first workspace; undefined when none is set. */
  readonly apiToken: string | undefined;
  /** Whether tokens of this machine are accepted. Never in production. */
  readonly trustsLocal: boolean;
  /** How long an administrator may go without a second factor, in milliseconds. */
  readonly secondFactorGraceMs: number;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** Lookups are cached for this long: a revoked permission stays on other nodes for no longer. */
export const STANDING_MS = 2_000;
const MAX_KEPT = 10_000;

export const API_KEY_PREFIX = 'ara_';

/** Identifies a caller and its current permissions. Permissions are looked up, never read from the token. */
export class Authentication {
  private readonly ports: AuthenticationPorts;
  private readonly apiTokenHash: string | undefined;
  private readonly standings = new Map<
    string,
    { readonly until: number; readonly actor: Promise<Actor | undefined> }
  >();

  constructor(ports: AuthenticationPorts) {
    this.ports = ports;
    this.apiTokenHash = ports.apiToken === undefined ? undefined : secretHash(ports.apiToken);
  }

  /** The actor; undefined for an invalid credential. */
  async actorOf(shown: Shown): Promise<Actor | undefined> {
    const { address } = shown;
    const actor = await this.resolve(shown);
    if (!actor) this.ports.emit('authenticationFailed', { address });
    return actor && { ...actor, address };
  }

  /** Clears the cache, after a change of users or roles in this process. */
  forget(): void {
    this.standings.clear();
  }

  private async resolve(shown: Shown): Promise<Actor | undefined> {
    if ('bearer' in shown) return this.byBearer(shown.bearer, shown.address);
    return 'service' in shown ? this.byService(shown.service) : undefined;
  }

  private async byBearer(bearer: string, address: string | null): Promise<Actor | undefined> {
    const { tokens, trustsLocal } = this.ports;
    if (this.apiTokenHash !== undefined && hasHash(bearer, this.apiTokenHash)) return KEEPER;
    if (bearer.startsWith(API_KEY_PREFIX)) return this.byApiKey(secretHash(bearer), address);
    const claims = await tokens.read(bearer);
    if (!claims) return undefined;
    if ('session' in claims) return this.bySession(claims.session);
    const { role } = claims.local;
    return trustsLocal && isRole(role) ? localActor([role]) : undefined;
  }

  private async bySession(claims: AccessClaims): Promise<Actor | undefined> {
    const { sessionId, userId, tokenVersion, impersonatorId } = claims;
    const said = JSON.stringify([sessionId, userId, tokenVersion, impersonatorId]);
    const actor = await this.kept(`session ${said}`, async () => {
      const session = await this.ports.sessions.find(sessionId);
      if (!session || session.endedAt || session.expiresAt <= this.ports.clock.now()) return undefined;
      if (session.userId !== userId || session.impersonatorId !== impersonatorId) return undefined;
      const user = await this.ports.users.find(userId);
      if (user?.tokenVersion !== tokenVersion) return undefined;
      const actor = await this.standingOf(user, session.workspaceId);
      if (impersonatorId !== null) return actor && this.actingAs(actor, sessionId, impersonatorId);
      return actor && { ...actor, credential: 'SESSION', sessionId };
    });
    return actor;
  }

  /** The user's permissions without the administrative ones, as long as the impersonator may impersonate. */
  private async actingAs(actor: Actor, sessionId: string, impersonatorId: string): Promise<Actor | undefined> {
    const impersonator = await this.ports.users.find(impersonatorId);
    const standing = impersonator && (await this.standingOf(impersonator, actor.workspaceId));
    if (!standing?.permissions.has('users.impersonate')) return undefined;
    const permissions = new Set([...actor.permissions].filter((one) => !isSensitive(one)));
    return { ...actor, permissions, withheld: NONE, credential: 'SESSION', sessionId, impersonatorId };
  }

  private async byApiKey(hash: string, address: string | null): Promise<Actor | undefined> {
    const key = await this.ports.apiKeys.findByHash(hash);
    const now = this.ports.clock.now();
    if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= now)) return undefined;
    if (!isWithin(address, key.addresses)) return undefined;
    await this.ports.apiKeys.used(key.id, now);
    return this.kept(`key ${key.id}`, () => this.standingOfKey(key));
  }

  private async standingOfKey({ id, userId, workspaceId, scopes }: ApiKey): Promise<Actor | undefined> {
    const user = await this.ports.users.find(userId);
    const actor = user && (await this.standingOf(user, workspaceId));
    if (!actor) return undefined;
    const permissions = narrowedTo(scopes, actor.permissions);
    return { ...actor, permissions, credential: 'API_KEY', apiKeyId: id };
  }

  private async byService({ userId, tenantId, roles }: ServiceCall): Promise<Actor | undefined> {
    return this.kept(`service ${JSON.stringify([userId, tenantId, roles])}`, async () => {
      const user = await this.ports.users.find(userId);
      if (!user) return undefined;
      const workspaceId = await this.workspaceOf(user, tenantId);
      const actor = workspaceId === undefined ? undefined : await this.standingOf(user, workspaceId, roles);
      return actor && { ...actor, credential: 'SERVICE' };
    });
  }

  private async workspaceOf(user: User, tenantId: string): Promise<string | undefined> {
    if (tenantId !== user.organisationId) return tenantId;
    const [first] = await this.ports.workspaces.listOf(user.id);
    return first?.id;
  }

  /**
   * The actor of a user in a workspace; undefined when the user has no role there. `only` limits the roles that apply.
   */
  private async standingOf(
    user: User,
    workspaceId: string,
    only: readonly string[] | null = null,
  ): Promise<Actor | undefined> {
    const { workspaces, trustsLocal } = this.ports;
    if (!user.isActive || (user.id === LOCAL_USER && !trustsLocal)) return undefined;
    const membership = await workspaces.membership(workspaceId, user.id);
    const roles = membership?.roles.filter((role) => only === null || only.includes(role)) ?? [];
    if (roles.length === 0) return undefined;
    const ofWorkspace = permissionsHeld(roles, await workspaces.customRoles(user.organisationId));
    // A service that limits the roles asks for none beside them.
    const held = new Set([...ofWorkspace, ...(only === null ? accountPermissions(user.accountRoles) : [])]);
    const rights = (await this.lacksSecondFactor(user))
      ? withoutSecondFactor(held)
      : { permissions: held, withheld: NONE };
    const { id: userId, organisationId } = user;
    const place = { userId, organisationId, workspaceId, roles, ...rights };
    return { ...place, credential: 'NONE', sessionId: null, apiKeyId: null, impersonatorId: null, address: null };
  }

  private async lacksSecondFactor({ id, createdAt }: User): Promise<boolean> {
    const { secondFactors, secondFactorGraceMs, clock } = this.ports;
    const isInGrace = createdAt.getTime() + secondFactorGraceMs > clock.now().getTime();
    return id !== LOCAL_USER && !isInGrace && !(await secondFactors.isConfirmed(id));
  }

  private kept(key: string, find: () => Promise<Actor | undefined>): Promise<Actor | undefined> {
    const now = this.ports.clock.monotonicMs();
    const found = this.standings.get(key);
    if (found && found.until > now) return found.actor;
    if (this.standings.size >= MAX_KEPT) this.standings.clear();
    const actor = find();
    this.standings.set(key, { until: now + STANDING_MS, actor });
    actor.catch(() => this.standings.delete(key));
    return actor;
  }
}

/** Permissions that an impersonator does not get. */
function isSensitive(permission: Permission): boolean {
  return isAdministrative(permission) || permission === 'api-keys.manage';
}

const NONE: ReadonlySet<Permission> = new Set();
/** The actor of the API token. */
const KEEPER = localActor(['owner'], 'API_TOKEN');
