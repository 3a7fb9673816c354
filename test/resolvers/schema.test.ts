import {
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { FIELD_PERMISSIONS } from '../../src/resolvers/permissions.ts';
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
  const self = ROOTS.includes(type.name) ? [] : [at(type)];
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
        'Debate.document',
        'Receipt.document',
        'AuditConnection.totalCount',
        'DebateChange.debate',
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
      expect([name, `${type}`]).toEqual([name, `${capital(name)}Payload!`]);
      const schema = await theSchema();
      const inputFields = fieldsOf(schema.getType(`${capital(name)}Input`));
      expect([name, inputFields.includes('idempotencyKey: String')]).toEqual([name, !UNREPEATABLE.includes(name)]);
      expect(fieldsOf(schema.getType(`${capital(name)}Payload`))).toContain('userErrors: [UserError!]!');
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
