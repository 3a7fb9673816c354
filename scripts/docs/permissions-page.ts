import {
  ALL_PERMISSIONS,
  isAdministrative,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  ROLES,
} from '../../src/domain/access/permissions.ts';
import { PUBLIC_DOCUMENTS } from '../../src/infra/http/limits/trusted-documents.ts';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';

const FIELDS = Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS }).flatMap(([root, rows]) =>
  Object.entries(rows).map(([field, required]) => ({ field: `\`${root}.${field}\``, required })),
);

export function permissionsPage(): string {
  return `# Permissions

<!-- Written by \`npm run docs\`. -->

Every root field of the API requires one permission or none, and some nested fields require another; the schema names it in
\`@requires\`. Roles are held per workspace, and a role includes other roles. A permission marked * is withheld from users
without a second factor.

| permission | allows | ${ROLES.join(' | ')} | fields |
|---|---|${ROLES.map(() => '---|').join('')}---|
${ALL_PERMISSIONS.map(rowOf).join('')}
No permission is required for ${fieldsOf('public')}. They are \`public\` in
\`@requires\`. A credential is required all the same, except for the documents \`${PUBLIC_DOCUMENTS.join('`, `')}\` of
[\`schema/operations\`](../schema/operations), which run without one; their layout may differ.

\`node\` and \`nodes\` require a credential, and for each object the permission to read its type: see
[API manners](api.md). An object that the caller may not read is null without an error.
`;
}

function rowOf(permission: Permission): string {
  const cells = ROLES.map((role) => (permissionsOf([role]).has(permission) ? 'yes' : ''));
  const mark = isAdministrative(permission) ? ' *' : '';
  return `| \`${permission}\`${mark} | ${PERMISSIONS[permission].description} | ${cells.join(' | ')} | ${fieldsOf(permission)} |\n`;
}

function fieldsOf(required: Permission | 'public'): string {
  return FIELDS.filter((field) => field.required === required)
    .map(({ field }) => field)
    .join(', ');
}
