import { userError } from '../shared/errors.ts';
import { type Permission, permissionsOf, type Role } from './permissions.ts';

/** What a caller has shown to be who it is. */
export type Credential = 'SESSION' | 'API_KEY' | 'API_TOKEN' | 'LOCAL' | 'SERVICE' | 'NONE';

/** Who asks: a user with roles in one workspace. Nothing of another workspace is ever visible to it. */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
  readonly workspaceId: string;
  /** Names of built-in and of custom roles. */
  readonly roles: readonly string[];
  /** What it may do now: what its roles hold, less what its credential or a missing second factor takes away. */
  readonly permissions: ReadonlySet<Permission>;
  /** Permissions of its roles that wait for a second factor to be set up. */
  readonly withheld: ReadonlySet<Permission>;
  readonly credential: Credential;
  /** The session it speaks in, or null. */
  readonly sessionId: string | null;
  /** The API key it speaks with, or null. */
  readonly apiKeyId: string | null;
  /** Who really speaks, where somebody acts as this user; else null. */
  readonly impersonatorId: string | null;
  /** Where it comes from, as the audit log keeps it; null where that is not known. */
  readonly address: string | null;
}

/** Whoever speaks through a connection, as it stands at the moment. */
export interface Caller {
  readonly actor: Actor;
  /** Where it comes from; null where that is not known. */
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

/** Whoever has shown nothing. It may do what needs no permission. */
export const ANONYMOUS: Actor = NOBODY;

/** Whoever keeps the machine, with these roles in the first workspace. */
export function localActor(roles: readonly Role[], credential: Credential = 'LOCAL'): Actor {
  const place = { userId: LOCAL_USER, organisationId: LOCAL_ORGANISATION, workspaceId: LOCAL_WORKSPACE };
  return { ...NOBODY, ...place, roles, permissions: permissionsOf(roles), credential };
}

/** The one that owns everything on its own machine. */
export const LOCAL_OWNER = localActor(['owner']);

export function may({ permissions }: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return permissions.has(permission);
}

/**
 * Whoever has the same rights in the same place: what such a one sees, all see who share the key. Nothing of the actor
 * itself is in it, so nothing of one can be shown to another.
 */
export function scopeOf({ organisationId, workspaceId, permissions, withheld, credential }: Actor): {
  readonly key: string;
  readonly actor: Actor;
} {
  const sorted = (set: ReadonlySet<Permission>) => [...set].sort();
  const key = JSON.stringify([organisationId, workspaceId, credential, sorted(permissions), sorted(withheld)]);
  return { key, actor: { ...NOBODY, organisationId, workspaceId, permissions, withheld, credential } };
}

/** Whoever keeps the machine sees what concerns all workspaces together; users see what concerns their own. */
export function isServerOperator({ credential }: Pick<Actor, 'credential'>): boolean {
  return credential === 'API_TOKEN' || credential === 'LOCAL';
}

/** Throws a `Refusal` (CONFLICT) for the API token: it stands for no account that something could belong to. */
export function refuseApiToken({ credential }: Pick<Actor, 'credential'>): void {
  if (credential === 'API_TOKEN')
    throw userError('CONFLICT', 'The API token has no account. Sign in as a user for this.');
}

/** Throws a `Refusal` (CONFLICT) for a local token of a lesser role: what an account owns holds all of its user's roles. */
export function refuseLesserLocal({ credential, roles }: Pick<Actor, 'credential' | 'roles'>): void {
  if (credential === 'LOCAL' && !roles.includes('owner'))
    throw userError(
      'CONFLICT',
      'A local token of a lesser role cannot do this. Make one of the owner: aragora token --role owner',
    );
}

/** Throws a `Refusal` (CONFLICT) for whoever speaks as a user without being that user, with all that the user may do. */
export function requireOwnAccount(actor: Pick<Actor, 'credential' | 'roles' | 'impersonatorId'>): void {
  refuseImpersonator(actor);
  refuseLesserLocal(actor);
}

/** Throws a `Refusal` (CONFLICT) for whoever acts as somebody else: what concerns an account is for its user alone. */
function refuseImpersonator({ impersonatorId }: Pick<Actor, 'impersonatorId'>): void {
  if (impersonatorId !== null) throw userError('CONFLICT', 'Nobody does this in the name of somebody else.');
}
