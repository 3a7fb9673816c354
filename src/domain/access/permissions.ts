export type Role = 'viewer' | 'member' | 'admin';

/** Every permission there is, and the roles that hold it. */
export const PERMISSIONS = {
  'agents.read': ['viewer', 'member', 'admin'],
  'debates.read': ['viewer', 'member', 'admin'],
  'debates.create': ['member', 'admin'],
  'debates.cancel': ['member', 'admin'],
  'debates.delete': ['admin'],
  'receipts.rotate-key': ['admin'],
  'usage.read': ['member', 'admin'],
  'audit.read': ['admin'],
  'system.read': ['viewer', 'member', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether one of the roles holds the permission. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => holders.includes(role));
}
