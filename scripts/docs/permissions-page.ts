import { PERMISSIONS } from '../../src/domain/access/permissions.ts';
import { ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';

export function permissionsPage(): string {
  const fields = Object.entries(ROOT_PERMISSIONS).flatMap(([root, rows]) =>
    Object.entries(rows).map(([field, permission]) => ({ field: `${root}.${field}`, permission })),
  );
  const rows = Object.entries(PERMISSIONS).map(([permission, roles]) => {
    const needing = fields.filter((field) => field.permission === permission).map(({ field }) => `\`${field}\``);
    return `| \`${permission}\` | ${roles.join(', ')} | ${needing.join(', ')} |\n`;
  });
  return `# Permissions

<!-- Written by \`npm run docs\`. -->

Every root field of the API asks for one permission; the schema names it in \`@requires\`. Until there are identities the
server acts as a local administrator, who holds them all, and answers on loopback only.

| permission | roles | fields |
|---|---|---|
${rows.join('')}`;
}
