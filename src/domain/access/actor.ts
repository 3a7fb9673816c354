import { userError } from '../shared/errors.ts';
import { ALL_PERMISSIONS, type Permission, permissionsOf, type Role } from './permissions.ts';

/** How a caller proved its identity. */
export type Credential = 'SESSION' | 'API_KEY' | 'API_TOKEN' | 'LOCAL' | 'SERVICE' | 'NONE';

/** The identity of a request: a user with roles in one workspace. Data of other workspaces is never visible to it. */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
  readonly workspaceId: string;
  /** Names of built-in and of custom roles. */
  readonly roles: readonly string[];
  /** What it may do now: the permissions of its roles, without those its credential or a missing second factor removes. */
  readonly permissions: ReadonlySet<Permission>;
  /** Permissions of its roles that wait for a second factor to be set up. */
  readonly withheld: ReadonlySet<Permission>;
  readonly credential: Credential;
  /** Its session; null for other credentials. */
  readonly sessionId: string | null;
  /** Its API key; null for other credentials. */
  readonly apiKeyId: string | null;
  /** The administrator who acts as this user; null without impersonation. */
  readonly impersonatorId: string | null;
  /** Address of the caller, for the audit log; null when it is not known. */
  readonly address: string | null;
}

/** The caller of a connection, with its permissions at the moment. */
export interface Caller {
  readonly actor: Actor;
  /** Address of the caller; null when it is not known. */
  readonly address: string | null;
}

export const LOCAL_ORGANISATION = 'org_local';
export const LOCAL_WORKSPACE = 'wsp_local';
export const LOCAL_USER = 'usr_local';

const NOBODY: Actor = {
  userId: '',
  organisationId: '',
  workspaceId: '',
  roles: [],
  permissions: new Set(),
  withheld: new Set(),
  credential: 'NONE',
  sessionId: null,
  apiKeyId: null,
  impersonatorId: null,
  address: null,
};

/** A caller without a credential. It may do what needs no permission. */
export const ANONYMOUS: Actor = NOBODY;

/** The user of this machine, with these roles in the first workspace. As its owner it operates the server too. */
export function localActor(roles: readonly Role[], credential: Credential = 'LOCAL'): Actor {
  const place = { userId: LOCAL_USER, organisationId: LOCAL_ORGANISATION, workspaceId: LOCAL_WORKSPACE };
  const permissions = roles.includes('owner') ? new Set(ALL_PERMISSIONS) : permissionsOf(roles);
  return { ...NOBODY, ...place, roles, permissions, credential };
}

/** The owner of the first workspace, on its own machine. */
export const LOCAL_OWNER = localActor(['owner']);

export function may({ permissions }: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return permissions.has(permission);
}

/**
 * The rights that subscribers share: all actors with the same key may see the same data. The returned actor has no identity
 * of its own, so that nothing personal can be shown to another subscriber.
 */
export function scopeOf({ organisationId, workspaceId, permissions, withheld, credential }: Actor): {
  readonly key: string;
  readonly actor: Actor;
} {
  const sorted = (set: ReadonlySet<Permission>) => [...set].sort();
  const key = JSON.stringify([organisationId, workspaceId, credential, sorted(permissions), sorted(withheld)]);
  return { key, actor: { ...NOBODY, organisationId, workspaceId, permissions, withheld, credential } };
}

/** A server operator sees what concerns all workspaces; users see what concerns their own. */
export function isServerOperator({ credential }: Pick<Actor, 'credential'>): boolean {
  return credential === 'API_TOKEN' || credential === 'LOCAL';
}

/** Throws a `UserError` (CONFLICT) for the API token: it has no account that could own anything. */
export function refuseApiToken({ credential }: Pick<Actor, 'credential'>): void {
  if (credential === 'API_TOKEN')
    throw userError('CONFLICT', 'The API token has no account. Sign in as a user for this.');
}

/** Throws a `UserError` (CONFLICT) for a local token of a lesser role: what an account owns has all roles of its user. */
export function refuseLesserLocal({ credential, roles }: Pick<Actor, 'credential' | 'roles'>): void {
  if (credential === 'LOCAL' && !roles.includes('owner'))
    throw userError(
      'CONFLICT',
      'A local token of a lesser role cannot do this. Make one of the owner: aragora token --role owner',
    );
}

/** Throws a `UserError` (CONFLICT) unless the caller is the user itself, with all of the user's roles. */
export function requireOwnAccount(actor: Pick<Actor, 'credential' | 'roles' | 'impersonatorId'>): void {
  refuseImpersonator(actor);
  refuseLesserLocal(actor);
}

/** Throws a `UserError` (CONFLICT) during an impersonation: only the user itself may change its account. */
function refuseImpersonator({ impersonatorId }: Pick<Actor, 'impersonatorId'>): void {
  if (impersonatorId !== null) throw userError('CONFLICT', 'This is not allowed while acting as another user.');
}
