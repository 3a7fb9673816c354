/** The built-in roles, the most powerful first. */
export const ROLES = ['owner', 'admin', 'compliance_officer', 'team_lead', 'member', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A role has all permissions of the roles it includes. */
export const INCLUDED_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['admin'],
  admin: ['compliance_officer', 'team_lead'],
  compliance_officer: ['analyst'],
  team_lead: ['member'],
  member: ['viewer'],
  analyst: ['viewer'],
  viewer: [],
};

/**
 * Every permission and the least powerful roles that have it; roles that include one of them have it too. `admin` marks
 * permissions that are withheld from users without a second factor.
 */
export const PERMISSIONS = {
  'account.use': { roles: ['viewer'] },
  'agents.read': { roles: ['viewer'] },
  'audit.read': { roles: ['compliance_officer'], admin: true },
  'api-keys.manage': { roles: ['viewer'] },
  'debates.read': { roles: ['viewer'] },
  'debates.create': { roles: ['member'] },
  'debates.cancel': { roles: ['member'] },
  'debates.delete': { roles: ['admin'], admin: true },
  'nodes.inspect': { roles: ['admin'], admin: true },
  'receipts.rotate-key': { roles: ['admin'], admin: true },
  'roles.manage': { roles: ['admin'], admin: true },
  'schema.read': { roles: ['viewer'] },
  'system.read': { roles: ['viewer'] },
  'usage.read': { roles: ['member', 'analyst'] },
  'users.read': { roles: ['team_lead', 'compliance_officer'] },
  'users.invite': { roles: ['admin'], admin: true },
  'users.set-roles': { roles: ['admin'], admin: true },
  'users.deactivate': { roles: ['admin'], admin: true },
  'users.impersonate': { roles: ['admin'], admin: true },
  'workflows.read': { roles: ['viewer'] },
  'workflows.create': { roles: ['member'] },
  'workflows.update': { roles: ['member'] },
  'workflows.delete': { roles: ['admin'], admin: true },
  'workflows.execute': { roles: ['member'] },
  'workflows.approve': { roles: ['team_lead', 'compliance_officer'] },
  'workspaces.read': { roles: ['viewer'] },
  'workspaces.create': { roles: ['admin'], admin: true },
} as const satisfies Record<string, { roles: readonly Role[]; admin?: true }>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Whether it is withheld from users without a second factor. */
export function isAdministrative(permission: Permission): boolean {
  return 'admin' in PERMISSIONS[permission];
}

/** The role and all that it includes. */
export function withIncluded(role: Role): readonly Role[] {
  return [...new Set([role, ...INCLUDED_ROLES[role].flatMap(withIncluded)])];
}

/** Permissions of these built-in roles together. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  const [role, ...others] = roles;
  // The common case: one role on each request with a token.
  if (role !== undefined && others.length === 0) return HELD.get(role) ?? new Set();
  return new Set(roles.flatMap((one) => [...(HELD.get(one) ?? [])]));
}

function heldBy(role: Role): ReadonlySet<Permission> {
  const included = withIncluded(role);
  return new Set(ALL_PERMISSIONS.filter((one) => PERMISSIONS[one].roles.some((least) => included.includes(least))));
}

const HELD: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(ROLES.map((role) => [role, heldBy(role)]));

export function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}
