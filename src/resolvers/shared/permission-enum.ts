import { registerEnumType } from 'type-graphql';
import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from '../../domain/access/permissions.ts';

/** `debates.read` is `DEBATES_READ` in GraphQL, whose names hold neither dots nor hyphens. */
export function permissionName(permission: Permission): string {
  return permission.replaceAll(/[.-]/g, '_').toUpperCase();
}

export const PermissionEnum = Object.fromEntries(
  ALL_PERMISSIONS.map((permission) => [permissionName(permission), permission]),
) as Record<string, Permission>;

registerEnumType(PermissionEnum, {
  name: 'Permission',
  description: 'A permission of a role, a session or an API key. See docs/permissions.md for the roles that hold each.',
  valuesConfig: Object.fromEntries(
    ALL_PERMISSIONS.map((permission) => [
      permissionName(permission),
      { description: `${PERMISSIONS[permission].description} \`${permission}\` in REST and documents.` },
    ]),
  ),
});
