import {
  ACCOUNT_ROLES,
  ALL_PERMISSIONS,
  accountPermissions,
  isAdministrative,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  ROLES,
} from '../../src/domain/access/permissions.ts';
import type { Proof } from '../../src/domain/access/sign-in/step-up.ts';
import { PUBLIC_DOCUMENTS } from '../../src/infra/http/limits/trusted-documents.ts';
import { FIELD_PERMISSIONS, MUTATION_PROOFS, ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';

const FIELDS = Object.entries({ ...ROOT_PERMISSIONS, ...FIELD_PERMISSIONS }).flatMap(([root, rows]) =>
  Object.entries(rows).map(([field, required]) => ({ field: `\`${root}.${field}\``, required })),
);

export function permissionsPage(): string {
  return `# Permissions

<!-- Written by \`npm run docs\`. -->

Every root field of the API requires one permission or none, and some nested fields require another; the schema names it in
\`@requires\`. Roles are held per workspace, and a role includes other roles. A permission marked * is withheld from users
without a second factor. The roles \`${ACCOUNT_ROLES.join('`, `')}\` belong to an account, beside its workspaces: they
give what concerns the whole organisation or server, and no role of a workspace gives that.

| permission | allows | ${[...ROLES, ...ACCOUNT_ROLES].join(' | ')} | fields |
|---|---|${[...ROLES, ...ACCOUNT_ROLES].map(() => '---|').join('')}---|
${ALL_PERMISSIONS.map(rowOf).join('')}
No permission is required for ${fieldsOf('public')}. They are \`public\` in
\`@requires\`. A credential is required all the same, except for the documents \`${PUBLIC_DOCUMENTS.join('`, `')}\` of
[\`schema/operations\`](../schema/operations), which run without one; their layout may differ.

\`node\` and \`nodes\` require a credential, and for each object the permission to read its type: see
[API manners](api.md). An object that the caller may not read is null without an error.

## Proof of identity

Beside its permission, a mutation that changes what protects an account asks for a fresh proof by a person (step-up): a
sign-in or \`confirmIdentity\` within the last five minutes, otherwise \`STEP_UP_REQUIRED\`. API keys, services, the API token,
local tokens of a lesser role and impersonators never have one. On a development server the owner of the machine, with
a local token of the owner, needs none. A REST route asks for the proof of its mutation.

| proof | mutations |
|---|---|
${Object.entries(PROOFS)
  .map(([proof, text]) => `| ${text} | ${provenBy(proof as Proof)} |\n`)
  .join('')}`;
}

const PROOFS: Readonly<Record<Proof, string>> = {
  FRESH: 'a fresh proof by a person',
  OPERATOR:
    'a fresh proof by a person, or a credential of the server itself: the API token, a local token of the owner',
  OWN: 'the input is the proof: a password, a code or a secret',
  NONE: 'none: it changes nothing that protects an account',
};

function provenBy(proof: Proof): string {
  const names = Object.keys(MUTATION_PROOFS).filter((name) => MUTATION_PROOFS[name] === proof);
  return names.map((name) => `\`${name}\``).join(', ');
}

function rowOf(permission: Permission): string {
  const cells = [
    ...ROLES.map((role) => permissionsOf([role]).has(permission)),
    ...ACCOUNT_ROLES.map((role) => accountPermissions([role]).includes(permission)),
  ].map((isHeld) => (isHeld ? 'yes' : ''));
  const mark = isAdministrative(permission) ? ' *' : '';
  return `| \`${permission}\`${mark} | ${PERMISSIONS[permission].description} | ${cells.join(' | ')} | ${fieldsOf(permission)} |\n`;
}

function fieldsOf(required: Permission | 'public'): string {
  return FIELDS.filter((field) => field.required === required)
    .map(({ field }) => field)
    .join(', ');
}
