import {
  ALL_PERMISSIONS,
  isAdministrative,
  type Permission,
  permissionsOf,
  ROLES,
} from '../../src/domain/access/permissions.ts';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';

const FIELDS = Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS }).flatMap(([root, rows]) =>
  Object.entries(rows).map(([field, required]) => ({ field: `\`${root}.${field}\``, required })),
);

export function permissionsPage(): string {
  return `# Permissions

<!-- Written by \`npm run docs\`. -->

Every root field of the API requires one permission, and some nested fields require another; the schema names it in \`@requires\`. Roles are held per workspace, and
a role includes the roles below it. A permission marked * is withheld from users without a second factor.

| permission | ${ROLES.join(' | ')} | fields |
|---|${ROLES.map(() => '---|').join('')}---|
${ALL_PERMISSIONS.map(rowOf).join('')}
No permission is required for ${fieldsOf('public')}.
`;
}

function rowOf(permission: Permission): string {
  const cells = ROLES.map((role) => (permissionsOf([role]).has(permission) ? 'yes' : ''));
  const mark = isAdministrative(permission) ? ' *' : '';
  return `| \`${permission}\`${mark} | ${cells.join(' | ')} | ${fieldsOf(permission)} |\n`;
}

function fieldsOf(required: Permission | 'public'): string {
  return FIELDS.filter((field) => field.required === required)
    .map(({ field }) => field)
    .join(', ');
}
