import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { shapeOf } from '../../../../src/infra/http/fan-out/shape.ts';

it.each<[string, string | undefined]>([
  ['subscription ($c: String) { events(after: $c) { seq } }', 'c'],
  ['subscription ($c: String = "x") { it: events(stream: "s", after: $c) { seq } }', 'c'],
  ['subscription ($c: String) { events(after: $c) { echo(word: $c) } }', undefined],
  ['subscription ($c: String) { events(after: $c) { ...E } } fragment E on Event { echo(word: $c) }', undefined],
  ['subscription ($c: Boolean) { events(after: $c) { seq @include(if: $c) } }', undefined],
  ['subscription ($c: [String]) { events(after: [$c]) { seq } }', undefined],
  ['subscription ($s: ID!) { events(stream: $s) { seq } }', undefined],
  ['subscription { events(after: "x") { seq } }', undefined],
])('%s can be shared, and only its cursor is in $%s', (query, cursorVariable) => {
  expect(shapeOf(parse(query), undefined)).toEqual({ field: 'events', cursorVariable });
});

it.each([
  '{ events { seq } }',
  'mutation { events { seq } }',
  'subscription { events { seq } other { seq } }',
  'subscription { events @include(if: true) { seq } }',
  'subscription { ...E } fragment E on Subscription { events { seq } }',
  'subscription { ... { events { seq } } }',
])('%s is not shared', (query) => {
  expect(shapeOf(parse(query), undefined)).toBeUndefined();
});

it('the shape of the named operation counts in a document with several', () => {
  const document = parse('subscription A { a { seq } } subscription B($c: String) { b(after: $c) { seq } }');
  expect(shapeOf(document, 'B')).toEqual({ field: 'b', cursorVariable: 'c' });
  expect(shapeOf(document, null)).toBeUndefined();
});
