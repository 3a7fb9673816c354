import { buildSchema, type GraphQLScalarType, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, it } from 'vitest';
import { variableMistakes } from '../../../../src/infra/http/limits/variable-mistakes.ts';
import {
  MAX_VARIABLE_DEPTH,
  MAX_VARIABLE_KEY,
  MAX_VARIABLE_TEXT,
  MAX_VARIABLE_VALUES,
  variablesTooLarge,
} from '../../../../src/infra/http/limits/variables-size.ts';
import { withoutValues } from '../../../../src/resolvers/shared/without-values.ts';

const schema = buildSchema(`
  scalar Counted
  enum Order { NEWEST OLDEST }
  input Filter { name: String!, order: Order, counted: [Counted], inner: Filter, size: Int = 3 }
  type Query { list(filter: Filter!, ids: [ID!], size: Int! = 2): Int }
`);
let coerced = 0;
Object.assign(schema.getType('Counted') as GraphQLScalarType, {
  parseValue: (value: unknown) => {
    coerced++;
    if (typeof value !== 'number') throw new TypeError('It is no number.');
    return value;
  },
});
const operation = getOperationAST(
  parse('query ($filter: Filter!, $ids: [ID!], $size: Int! = 2) { list(filter: $filter, ids: $ids, size: $size) }'),
) as OperationDefinitionNode;

const unknown = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 1]));
const unknownKey = (length: number) => ({ a: { ['x'.repeat(length)]: 1 } });
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('variables that hold too much', () => {
  it.each([
    ['keys', { input: unknown(MAX_VARIABLE_VALUES) }, { input: unknown(MAX_VARIABLE_VALUES - 1) }],
    ['variables', unknown(MAX_VARIABLE_VALUES + 1), unknown(MAX_VARIABLE_VALUES)],
    ['items', { ids: Array(MAX_VARIABLE_VALUES).fill(1) }, { ids: Array(MAX_VARIABLE_VALUES - 1).fill(1) }],
    ['levels', { ids: nested(MAX_VARIABLE_DEPTH + 1) }, { ids: nested(MAX_VARIABLE_DEPTH) }],
    ['characters of a text', { a: ['x'.repeat(MAX_VARIABLE_TEXT + 1)] }, { a: ['x'.repeat(MAX_VARIABLE_TEXT)] }],
    ['characters of a key', unknownKey(MAX_VARIABLE_KEY + 1), unknownKey(MAX_VARIABLE_KEY)],
  ])('are rejected for too many %s', (_, tooMuch, most) => {
    expect(variablesTooLarge(tooMuch)?.extensions.code).toBe('VARIABLES_TOO_LARGE');
    expect(variablesTooLarge(most)).toBeUndefined();
  });

  it('are rejected at any depth, without recursion', () => {
    const deep = JSON.parse(`{"ids":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(variablesTooLarge(deep)?.message).toMatch(/flatter/);
  });

  it.each([undefined, null, {}, { filter: null }])('do not include %j', (variables) => {
    expect(variablesTooLarge(variables)).toBeUndefined();
  });
});

describe('the first mistake of each variable', () => {
  const tell = (variables: Record<string, unknown>) =>
    variableMistakes(schema, operation, variables).map(({ message, originalError }) =>
      withoutValues(message, originalError?.message ?? ''),
    );

  it('is the only one reported, and no value after it is checked', () => {
    coerced = 0;
    const counted = ['wrong', ...Array(1_000).fill(1)];
    const mistakes = tell({ filter: { name: 'a', counted, ...unknown(1_000) }, ids: Array(1_000).fill({}) });
    expect(mistakes).toEqual([
      'Variable "$filter" got invalid value at "filter.counted[0]"; Expected type "Counted".',
      'Variable "$ids" got invalid value at "ids[0]"; ID cannot represent value.',
    ]);
    expect(coerced).toBe(1);
  });

  it('of many variables is reported for 49, and the 50th error says that there may be more', () => {
    const names = Array.from({ length: 1_000 }, (_, nth) => `v${nth}`);
    const text = `query (${names.map((name) => `$${name}: Int`).join(' ')}) { list(filter: {name: ""}) }`;
    const many = getOperationAST(parse(text)) as OperationDefinitionNode;
    const mistakes = variableMistakes(schema, many, Object.fromEntries(names.map((name) => [name, 'x'])));
    expect(mistakes).toHaveLength(50);
    expect(mistakes.at(-1)?.message).toMatch(/Correct these first/);
  });

  it.each([
    ['nothing', {}],
    ['null', { filter: null }],
    ['an unknown field', { filter: { name: 'a', nam: 'b' } }],
    ['a missing field', { filter: {} }],
    ['another type', { filter: 'a' }],
    ['an unknown value of an enum', { filter: { name: 'a', order: 'NEWES' } }],
    ['a mistake in a nested field', { filter: { name: 'a', inner: { name: 'b', inner: { name: 1 } } } }],
    ['a mistake in a list', { filter: { name: 'a' }, ids: ['a', null] }],
    ['null instead of a default', { filter: { name: 'a' }, size: null }],
  ])('has the message of graphql-js without a suggestion, for %s', (_, variables) => {
    const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      hideSuggestions: true,
    });
    const byGraphql = errors.map((error) => withoutValues(error.message, error.originalError?.message ?? ''));
    expect(tell(variables)).toEqual(byGraphql);
    expect(byGraphql).toHaveLength(1);
    expect(variableMistakes(schema, operation, variables)[0]?.locations).toEqual(errors[0]?.locations);
  });

  it.each([
    { filter: { name: 'a' } },
    { filter: { name: 'a', inner: { name: 'b' }, counted: 1 }, ids: 'a', size: 4 },
    { filter: { name: 'a' }, other: 1 },
  ])('does not exist in %j', (variables) => {
    expect(tell(variables)).toEqual([]);
  });
});
