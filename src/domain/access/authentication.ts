import type { Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { type Actor, LOCAL_USER, localActor } from './actor.ts';
import { isWithin } from './addresses.ts';
import type { ApiKey } from './api-key.ts';
import { narrowedTo, permissionsHeld, withoutSecondFactor } from './effective-permissions.ts';
import { isAdministrative, isRole, type Permission } from './permissions.ts';
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

/** What a request shows of its caller, and where it comes from: null where that is not known. */
export type Shown = Credentials & { readonly address: string | null };

type Credentials =
  /** What stands behind `Bearer`. */
  | { readonly bearer: string }
  /** What a service says, which has proven to be one. */
  | { readonly service: ServiceCall }
  /** Something that nobody can read. */
  | { readonly unreadable: true };

/** For whom a service acts. */
export interface ServiceCall {
  readonly userId: string;
  /** A workspace, or the user's organisation: then the workspace that the user has been a member of for longest. */
  readonly tenantId: string;
  /** Of the user's roles only these count; null: all do. */
  readonly roles: readonly string[] | null;
}

export interface AuthenticationPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly apiKeys: ApiKeyStore;
  readonly secondFactors: Pick<SecondFactorStore, 'isConfirmed'>;
  readonly tokens: AccessTokens;
  /** The one secret that stands for the owner of the first workspace; undefined where there is none. */
  readonly apiToken: string | undefined;
  /** Whether whoever keeps the machine may speak as its owner. Never in production. */
  readonly trustsLocal: boolean;
  /** How long an administrator may go without a second factor, in milliseconds. */
  readonly secondFactorGraceMs: number;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** What was looked up counts for so long: so late, at the most, a right that was taken away is gone on other nodes. */
export const STANDING_MS = 2_000;
const MAX_KEPT = 10_000;

export const API_KEY_PREFIX = 'ara_';

/** Tells who a caller is and what it may do now. Nothing of that is ever taken from the token itself. */
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

  /** Who it is; undefined when what it shows is good for nothing, whyever. */
  async actorOf(shown: Shown): Promise<Actor | undefined> {
    const { address } = shown;
    const actor = await this.resolve(shown);
    if (!actor) this.ports.emit('authenticationFailed', { address });
    return actor && { ...actor, address };
  }

  /** Looks everything up anew: something about users has changed here. */
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

  /** The user's rights less the sensitive ones, as long as whoever acts may do so. */
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
   * What a user may do in a workspace; undefined for one who may do nothing there. With `only`, as if it held no other roles
   * than these.
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
    const held = permissionsHeld(roles, await workspaces.customRoles(user.organisationId));
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

/** What nobody does in the name of somebody else. */
function isSensitive(permission: Permission): boolean {
  return isAdministrative(permission) || permission === 'api-keys.manage';
}

const NONE: ReadonlySet<Permission> = new Set();
/** Whoever shows the API token. */
const KEEPER = localActor(['owner'], 'API_TOKEN');
