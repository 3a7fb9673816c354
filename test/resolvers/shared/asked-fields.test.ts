import { buildSchema, execute, type GraphQLObjectType, type GraphQLResolveInfo, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { describe, expect, it } from 'vitest';
import { askedFields, partsFor } from '../../../src/resolvers/shared/asked-fields.ts';

const schema = buildSchema(`
  type Query { things(first: Int): ThingConnection }
  type ThingConnection { nodes: [Thing!]! edges: [ThingEdge!]! totalCount: Int }
  type ThingEdge { cursor: String node: Thing! }
  type Thing { id: ID a(long: Boolean): String inner: Inner }
  type Inner { b: String deeper: Deeper }
  type Deeper { c: String deepest: Deepest }
  type Deepest { d: String }`);

let seen: readonly string[] = [];
(schema.getType('Query') as GraphQLObjectType).getFields().things = {
  ...((schema.getType('Query') as GraphQLObjectType).getFields().things as never as object),
  resolve: (_root: unknown, _args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    seen = [...askedFields(info)].sort();
    return { nodes: [], edges: [], totalCount: 0 };
  },
} as never;

/** What the resolver sees, interpreted and compiled: it must be the same. */
async function askedIn(text: string): Promise<readonly string[]> {
  const document = parse(text);
  await execute({ schema, document });
  const interpreted = seen;
  seen = ['not executed'];
  const compiled = compileQuery(schema, document);
  if (isCompiledQuery(compiled)) await compiled.query(undefined, undefined, {});
  expect(seen).toEqual(interpreted);
  return interpreted;
}

describe('the asked fields of a list', () => {
  it.each([
    ['none', '{ things { totalCount edges { cursor } } }', []],
    ['under nodes', '{ things { nodes { id a } } }', ['a', 'id']],
    ['under edges', '{ things { edges { node { id } } } }', ['id']],
    ['under both', '{ things { nodes { id } edges { node { a } } } }', ['a', 'id']],
    ['under another name', '{ more: things { all: nodes { first: id } } }', ['id']],
    [
      'in parts of a document',
      '{ things { nodes { id } } ...More } fragment More on Query { things { nodes { a } } }',
      ['a', 'id'],
    ],
    [
      'in fragments',
      '{ things { ...P } } fragment P on ThingConnection { nodes { ...T } } fragment T on Thing { a ... { id } }',
      ['a', 'id'],
    ],
    [
      'below a field, down to some levels',
      '{ things { nodes { inner { deeper { deepest { d } } } } edges { node { inner { deeper { deepest { d } } } } } } }',
      ['inner', 'inner.deeper', 'inner.deeper.deepest', 'inner.deeper.deepest.d'],
    ],
    [
      'in a fragment at two places',
      '{ things { nodes { ...T } edges { node { inner { b } ...T } } } } fragment T on Thing { a }',
      ['a', 'inner', 'inner.b'],
    ],
  ])('are found: %s', async (_, document, fields) => {
    expect(await askedIn(document)).toEqual(fields);
  });

  it('include those that a directive leaves out', async () => {
    const document = parse('{ things { nodes { id a @skip(if: true) } } }');
    await execute({ schema, document });
    expect(seen).toEqual(['a', 'id']);
  });
});

describe('the parts for asked fields', () => {
  const table = {
    fields: { id: { parts: [] }, a: { parts: ['one'] }, inner: { parts: ['two'] } },
    more: { 'inner.deeper': ['three'], computed: [] },
    all: ['one', 'two', 'three'],
  };
  const partsOf = (...fields: string[]) => [...partsFor(new Set(fields), table)].sort();

  it('are those of each field, and of each path that takes more', () => {
    expect(partsOf('id', 'computed', '__typename')).toEqual([]);
    expect(partsOf('a', 'inner', 'inner.b')).toEqual(['one', 'two']);
    expect(partsOf('inner', 'inner.deeper')).toEqual(['three', 'two']);
  });

  it('are all for a field that is not in the table', () => {
    expect(partsOf('id', 'new')).toEqual(['one', 'three', 'two']);
    expect(partsOf('constructor')).toEqual(['one', 'three', 'two']);
  });
});
