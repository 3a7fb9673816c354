import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { FIELD_PERMISSIONS, ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';
import { theSchema } from './support/test-api.ts';

interface Described {
  readonly path: string;
  readonly description: string | null | undefined;
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const GUARDED = Object.entries(FIELD_PERMISSIONS).flatMap(([type, rows]) =>
  Object.keys(rows).map((field) => `${type}.${field}`),
);

async function ownTypes(): Promise<GraphQLNamedType[]> {
  const types = Object.values((await theSchema()).getTypeMap());
  return types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
}

function elementsOf(type: GraphQLNamedType): Described[] {
  const at = ({ name, description }: { name: string; description?: string | null }, ...above: string[]) => ({
    path: [...above, name].join('.'),
    description,
  });
  const self = [at(type)];
  if (isEnumType(type)) return [...self, ...type.getValues().map((value) => at(value, type.name))];
  if (isInputObjectType(type))
    return [...self, ...Object.values(type.getFields()).map((field) => at(field, type.name))];
  if (!isObjectType(type) && !isInterfaceType(type)) return self;
  const fields: GraphQLField<unknown, unknown>[] = Object.values(type.getFields());
  const args = fields.flatMap((field) => field.args.map((arg) => at(arg, type.name, field.name)));
  return [...self, ...fields.map((field) => at(field, type.name)), ...args];
}

describe('the schema', () => {
  it('describes every type, field, argument and value', async () => {
    const elements = [...(await ownTypes()).flatMap(elementsOf)];
    expect(elements.length).toBeGreaterThan(200);
    expect(elements.filter(({ description }) => !description?.trim()).map(({ path }) => path)).toEqual([]);
  });

  it('describes its own directives', async () => {
    const directives = (await theSchema()).getDirectives();
    expect(directives.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });

  it('marks exactly the root fields and guarded fields with their permission', async () => {
    const marked = (await ownTypes()).filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({
        isGuarded: ROOTS.includes(type.name) || GUARDED.includes(`${type.name}.${field.name}`),
        isMarked: 'requires' in ((field.extensions.directives as object | undefined) ?? {}),
      })),
    );
    expect(marked.filter(({ isGuarded }) => isGuarded)).not.toEqual([]);
    expect(marked.filter(({ isGuarded, isMarked }) => isGuarded !== isMarked)).toEqual([]);
  });

  it('has no resolver on fields that only read a property, because it would cost time on every row of a list', async () => {
    const types = (await ownTypes()).filter((type) => isObjectType(type) && !ROOTS.includes(type.name));
    const computed = types.flatMap((type) =>
      Object.values(isObjectType(type) ? type.getFields() : {})
        .filter((field) => field.resolve !== undefined)
        .map((field) => `${type.name}.${field.name}`),
    );
    const unguarded = computed.filter((field) => !GUARDED.includes(field));
    expect(unguarded.sort()).toEqual(
      [
        'DebateConnection.totalCount',
        'DebateEventConnection.totalCount',
        'Debate.events',
        'Debate.receipt',
        'Debate.document',
        'Receipt.document',
        'AuditConnection.totalCount',
        'DebateChange.debate',
        'Me.user',
        'Me.workspace',
      ].sort(),
    );
  });

  // They take a secret that works once, or return tokens, which are never stored.
  const UNREPEATABLE = ['refreshSession', 'resetPassword', 'signIn'];

  it('gives every mutation one input with an idempotency key, and user errors', async () => {
    const mutations = Object.values((await theSchema()).getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(0);
    for (const { name, args, type } of mutations) {
      expect([name, args.map((arg) => `${arg.name}: ${arg.type}`)]).toEqual([name, [`input: ${capital(name)}Input!`]]);
      const isPublic = ROOT_PERMISSIONS.Mutation[name] === 'public';
      expect([name, `${type}`]).toEqual([name, `${capital(name)}Payload${isPublic ? '!' : ''}`]);
      const schema = await theSchema();
      const inputFields = fieldsOf(schema.getType(`${capital(name)}Input`));
      expect([name, inputFields.includes('idempotencyKey: String')]).toEqual([name, !UNREPEATABLE.includes(name)]);
      expect(fieldsOf(schema.getType(`${capital(name)}Payload`))).toEqual(
        expect.arrayContaining(['userErrors: [UserError!]!', 'userErrorsOmitted: Int!']),
      );
    }
  });
});

describe('ids in the schema', () => {
  it('are unique on the whole server: a type with an id is a Node', async () => {
    const types = (await ownTypes()).filter((type) => isObjectType(type) || isInterfaceType(type));
    const withId = types.filter((type) => 'id' in type.getFields());
    const wrong = withId.filter((type) => {
      const isNode = type.name === 'Node' || type.getInterfaces().some(({ name }) => name === 'Node');
      return !isNode || `${type.getFields().id?.type}` !== 'ID!';
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('are the only values of the type ID, in fields named `id`, `…Id` or `…Ids`', async () => {
    const types = (await ownTypes()).filter((type) => isObjectType(type) || isInterfaceType(type));
    const fields = types.flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ ...field, path: `${type.name}.${field.name}` })),
    );
    const ids = fields.filter(({ type }) => getNamedType(type).name === 'ID');
    expect(ids.length).toBeGreaterThan(20);
    const odd = ids.filter(({ name }) => !/^id$|Ids?$/.test(name));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

describe('payloads', () => {
  it('return what changed, never only that something was done', async () => {
    const payloads = (await ownTypes()).filter((type) => isObjectType(type) && type.name.endsWith('Payload'));
    expect(payloads.length).toBeGreaterThan(20);
    for (const type of payloads.filter(isObjectType)) {
      expect([type.name, type.getInterfaces().map(({ name }) => name)]).toEqual([type.name, ['MutationPayload']]);
      const names = Object.keys(type.getFields());
      expect([type.name, names.includes('done') || names.length < 3]).toEqual([type.name, false]);
    }
  });
});

describe('an input that takes exactly one of its fields', () => {
  it('is printed as @oneOf, and all of its fields are optional', async () => {
    const inputs = (await ownTypes()).filter(isInputObjectType).filter(({ isOneOf }) => isOneOf);
    expect(inputs.map(({ name }) => name)).toContain('UsageWindow');
    const printed = printSchemaWithDirectives(lexicographicSortSchema(await theSchema()));
    for (const input of inputs) {
      expect(printed).toContain(`\ninput ${input.name} @oneOf {`);
      expect(Object.values(input.getFields()).filter(({ type }) => isNonNullType(type))).toEqual([]);
    }
  });
});

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function fieldsOf(type: GraphQLNamedType | undefined): string[] {
  if (!isObjectType(type) && !isInputObjectType(type)) return [];
  return Object.values<{ name: string; type: unknown }>(type.getFields()).map(
    (field) => `${field.name}: ${field.type}`,
  );
}
