import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { isCompilable } from '../../../../src/infra/http/graphql/compilable.ts';

const SCHEMA = buildSchema(`
  type Query { plain(input: Plain): Item one(input: One): Item nested(input: Nested): Item listed(all: [[Nested!]!]!): Item }
  type Item { id: ID! by(one: One): Item }
  input Plain { a: Int self: Plain }
  input One @oneOf { a: Int b: Int }
  input Nested { plain: Plain self: [Nested!] deep: Deeper }
  input Deeper { one: [One!]! }
`);

it.each([
  ['{ plain { id } }', true],
  ['{ plain(input: {a: 1}) { id } }', true],
  ['query ($v: Plain) { plain(input: $v) { id } }', true],
  ['{ one(input: {a: 1}) { id } }', false],
  ['query ($v: One!) { one(input: $v) { id } }', false],
  ['query ($v: Nested) { nested(input: $v) { id } }', false],
  ['query ($v: Nested!) { listed(all: [[$v]]) { id } }', false],
  ['{ plain { ...F } } fragment F on Item { by(one: {b: 1}) { id } }', false],
])('%s can be compiled: %s', (text, expected) => {
  expect(isCompilable(SCHEMA, parse(text), '')).toBe(expected);
});
