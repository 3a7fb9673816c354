/** The built-in roles, the most powerful first. */
export const ROLES = ['owner', 'admin', 'compliance_officer', 'team_lead', 'member', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Roles of an account beside its workspaces, for what concerns a whole organisation or the whole server. Only the machine of
 * the server makes operators.
 */
export const ACCOUNT_ROLES = ['server_operator', 'organisation_admin', 'organisation_auditor'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** A role has all permissions of the roles it includes. */
const INCLUDED_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['admin'],
  admin: ['compliance_officer', 'team_lead'],
  compliance_officer: ['analyst'],
  team_lead: ['member'],
  member: ['viewer'],
  analyst: ['viewer'],
  viewer: [],
};

/**
 * Every permission with what it allows and the least powerful roles that have it; roles that include one of them have it
 * too. `account` names the account roles that have a permission which no role of a workspace can have. `admin` marks
 * permissions that are withheld from users without a second factor.
 */
export const PERMISSIONS = {
  'account.use': {
    roles: ['viewer'],
    description: 'Read and change the own account, end its sessions, and leave a workspace.',
  },
  'agents.read': { roles: ['viewer'], description: 'Read agents, their health and their circuit breakers.' },
  'audit.read': {
    roles: ['compliance_officer'],
    admin: true,
    description: 'Read and export the audit log of the workspace.',
  },
  'api-keys.manage': { roles: ['viewer'], description: 'Read, create and revoke the own API keys.' },
  'debates.read': { roles: ['viewer'], description: 'Read and follow debates, their receipts and statistics.' },
  'debates.create': {
    roles: ['member'],
    description: 'Start, fork and estimate debates, interject, and record ground truth.',
  },
  'debates.cancel': { roles: ['member'], description: 'Cancel debates.' },
  'debates.delete': { roles: ['admin'], admin: true, description: 'Delete ended debates.' },
  'nodes.inspect': {
    roles: [],
    account: ['server_operator'],
    admin: true,
    description: 'Read host, address and load of the nodes, which tell of other workspaces too.',
  },
  'organisation.audit': {
    roles: [],
    account: ['organisation_admin', 'organisation_auditor'],
    admin: true,
    description: 'Read and export the audit log of all workspaces of the organisation.',
  },
  'organisation.manage': {
    roles: [],
    account: ['organisation_admin'],
    admin: true,
    description: 'Read the users of the organisation, and give them organisation roles.',
  },
  'receipts.rotate-key': {
    roles: [],
    account: ['server_operator'],
    admin: true,
    description: 'Replace the key that signs receipts, for the whole server.',
  },
  'roles.manage': {
    roles: [],
    account: ['organisation_admin'],
    admin: true,
    description: 'Define and delete custom roles, for all workspaces of the organisation.',
  },
  'schema.read': { roles: ['viewer'], description: 'Read the schema by introspection.' },
  'system.read': { roles: ['viewer'], description: 'Read the nodes of the server and the parts of its health.' },
  'usage.read': { roles: ['member', 'analyst'], description: 'Read calls, tokens and cost of the workspace.' },
  'users.read': { roles: ['team_lead', 'compliance_officer'], description: 'Read members of the workspace and roles.' },
  'users.invite': { roles: ['admin'], admin: true, description: 'Invite users, and reset their passwords.' },
  'users.set-roles': { roles: ['admin'], admin: true, description: 'Change the roles of members.' },
  'users.deactivate': { roles: ['admin'], admin: true, description: 'Deactivate users.' },
  'users.impersonate': { roles: ['admin'], admin: true, description: 'Act as another member, for a limited time.' },
  'workflows.read': { roles: ['viewer'], description: 'Read workflows.' },
  'workflows.create': { roles: ['member'], description: 'Create workflows.' },
  'workflows.update': { roles: ['member'], description: 'Change workflows.' },
  'workflows.delete': { roles: ['admin'], admin: true, description: 'Delete workflows.' },
  'workflows.execute': { roles: ['member'], description: 'Run workflows.' },
  'workflows.approve': { roles: ['team_lead', 'compliance_officer'], description: 'Approve steps of workflows.' },
  'workspaces.read': { roles: ['viewer'], description: 'Read the workspaces of the caller.' },
  'workspaces.create': { roles: ['admin'], admin: true, description: 'Create workspaces.' },
} as const satisfies Record<string, PermissionRow>;

interface PermissionRow {
  readonly roles: readonly Role[];
  readonly account?: readonly AccountRole[];
  readonly admin?: true;
  readonly description: string;
}

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Whether it is withheld from users without a second factor. */
export function isAdministrative(permission: Permission): boolean {
  return 'admin' in PERMISSIONS[permission];
}

/** Whether only an account role can give it. */
export function isOfAccount(permission: Permission): boolean {
  return 'account' in PERMISSIONS[permission];
}

/** Permissions of these account roles together; an unknown role has none. */
export function accountPermissions(roles: readonly string[]): readonly Permission[] {
  return ALL_PERMISSIONS.filter((one) => {
    const { account = [] }: PermissionRow = PERMISSIONS[one];
    return account.some((role) => roles.includes(role));
  });
}

/** The role and all that it includes. */
function withIncluded(role: Role): readonly Role[] {
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
  return new Set(
    ALL_PERMISSIONS.filter((one) =>
      (PERMISSIONS[one] as PermissionRow).roles.some((least) => included.includes(least)),
    ),
  );
}

const HELD: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(ROLES.map((role) => [role, heldBy(role)]));

export function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}
