import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { extendSchema, type GraphQLObjectType, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { permissionsOf, ROLES, type Role } from '../../../src/domain/access/permissions.ts';
import { guard } from '../../../src/resolvers/guards/guards.ts';
import { type Required, ROOT_PERMISSIONS } from '../../../src/resolvers/permissions.ts';
import { operationOf, type Root, selectionOf } from '../support/any-operation.ts';
import { type Answer, codesOf, type TestApi, testApi, theSchema } from '../support/test-api.ts';

const ROOTS = Object.keys(ROOT_PERMISSIONS) as Root[];
const ROWS = ROOTS.flatMap((root) =>
  Object.entries(ROOT_PERMISSIONS[root]).map(([field, permission]) => ({
    root,
    field,
    permission,
    name: `${root} ${field}`,
  })),
);
const CALLERS: (readonly Role[])[] = [[], ...ROLES.map((role) => [role]), ['viewer', 'member']];
const MATRIX = CALLERS.flatMap((roles) =>
  ROWS.map((row) => ({ ...row, roles, who: roles.join(' and ') || 'nobody', allowed: holds(roles, row.permission) })),
);

function holds(roles: readonly Role[], required: Required): boolean {
  return required === 'public' || permissionsOf(roles).has(required);
}

async function ask(api: TestApi, root: Root, document: string, roles: readonly Role[]): Promise<Answer<object>> {
  if (root !== 'Subscription') return api.execute(document, {}, { roles });
  const events = api.subscribe(document, {}, { roles });
  const first = events.next();
  await api.world.clock.settle();
  if (api.world.bus.listening > 0) return {};
  const { value } = await first;
  return value ?? {};
}

describe('the permission table', () => {
  it.each(MATRIX.filter(({ allowed }) => allowed))('lets $who use $name', async ({ root, field, roles }) => {
    const api = await testApi();
    const answer = await ask(api, root, operationOf(api.schema, root, field), roles);
    expect(codesOf(answer)).not.toContain('FORBIDDEN');
    expect(codesOf(answer)).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it.each(MATRIX.filter(({ allowed }) => !allowed))('keeps $who from $name', async (row) => {
    const api = await testApi();
    const answer = await ask(api, row.root, operationOf(api.schema, row.root, row.field), row.roles);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(answer.errors?.[0]?.message).toContain(row.permission);
    expect(answer.data?.[row.field as never] ?? null).toBeNull();
    expect(await api.world.debates.count(api.world.actor)).toBe(0);
  });

  it.each(ROWS.filter(({ permission }) => permission !== 'public'))(
    'guards $name also behind an alias and a fragment',
    async ({ root, field }) => {
      const api = await testApi();
      const selection = selectionOf(api.schema, root, field);
      const kind = root.toLowerCase();
      const hidden = [
        `${kind} { mine: ${selection} }`,
        `${kind} { ... on ${root} { ${selection} } }`,
        `${kind} { ...Hidden } fragment Hidden on ${root} { other: ${selection} }`,
      ];
      for (const document of hidden) {
        expect(codesOf(await ask(api, root, document, []))).toEqual(['FORBIDDEN']);
      }
    },
  );

  it.each(ROWS.filter(({ root }) => root === 'Subscription'))('opens no source for $name', async ({ root, field }) => {
    const api = await testApi();
    const { id } = await api.world.start();
    const document = operationOf(api.schema, root, field).replace('"x"', `"${id}"`);
    const reads = vi.spyOn(api.world.store, 'findMany');
    expect(codesOf(await ask(api, root, document, []))).toEqual(['FORBIDDEN']);
    expect([api.world.bus.listening, reads.mock.calls.length]).toEqual([0, 0]);
  });
});

describe('the message of a refusal', () => {
  it.each([
    ['LOCAL', 'Make a token of a role that holds it, with `aragora token --role`.'],
    ['SESSION', 'Ask an administrator of the workspace for a role that holds it.'],
  ] as const)('tells the holder of a credential of kind %s how to get the permission', async (credential, advice) => {
    const api = await testApi();
    const document = 'mutation { createWorkspace(input: {name: "x"}) { workspace { id } } }';
    const { errors } = await api.execute(document, {}, { roles: ['viewer'], credential });
    expect(errors?.at(-1)?.message).toBe(`This needs the permission workspaces.create. ${advice}`);
  });
});

it('a permission of the organisation or server is not one that an administrator of the workspace can give', async () => {
  const document = 'mutation { deleteRole(input: {name: "x"}) { deletedRoleName } }';
  const { errors } = await (await testApi()).execute(document, {}, { roles: ['owner'], credential: 'SESSION' });
  expect(errors?.at(-1)?.message).toContain('roles.manage, which no role of a workspace holds.');
});

describe('building the schema', () => {
  it('fails for a root field without a permission', async () => {
    const schema = extendSchema(await theSchema(), parse('extend type Query { secret: String }'));
    expect(() => guard(schema)).toThrow('Give Query.secret a row');
  });

  it('fails for a permission of an unknown field', async () => {
    const isHealth = (name: string) => name === 'health';
    const schema = mapSchema(await theSchema(), {
      [MapperKind.QUERY_ROOT_FIELD]: (field, name) => (isHealth(name) ? null : field),
    });
    expect(() => guard(schema)).toThrow('Take Query.health out');
  });

  it('requires exactly the root fields of the table', async () => {
    const schema = await theSchema();
    for (const root of ROOTS) {
      const fields = Object.keys((schema.getType(root) as GraphQLObjectType).getFields());
      expect(fields.sort()).toEqual(Object.keys(ROOT_PERMISSIONS[root]).sort());
    }
  });
});
