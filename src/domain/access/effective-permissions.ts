import { isAdministrative, isOfAccount, isPermission, isRole, type Permission, permissionsOf } from './permissions.ts';
import type { CustomRole } from './user.ts';

/** Permissions of these roles of a workspace, built-in and custom ones; an unknown role has none. */
export function permissionsHeld(roles: readonly string[], custom: readonly CustomRole[]): ReadonlySet<Permission> {
  const seen = new Set<string>();
  const held = new Set<Permission>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    if (isRole(name)) for (const permission of permissionsOf([name])) held.add(permission);
    const own = custom.find((role) => role.name === name);
    for (const permission of own?.permissions ?? [])
      if (isPermission(permission) && !isOfAccount(permission)) held.add(permission);
    for (const included of own?.includes ?? []) visit(included);
  };
  for (const role of roles) visit(role);
  return held;
}

/** Splits `held` into the permissions without a second factor and those withheld until there is one. */
export function withoutSecondFactor(held: ReadonlySet<Permission>) {
  const all = [...held];
  return {
    permissions: new Set(all.filter((permission) => !isAdministrative(permission))),
    withheld: new Set(all.filter(isAdministrative)),
  };
}

/** The part of `held` that a limited credential may use. */
export function narrowedTo(
  scopes: readonly Permission[] | null,
  held: ReadonlySet<Permission>,
): ReadonlySet<Permission> {
  return scopes === null ? held : new Set([...held].filter((permission) => scopes.includes(permission)));
}
