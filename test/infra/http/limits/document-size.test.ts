import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverSchema } from '../../../../src/app/schema.ts';
import { MAX_CHARACTERS, MAX_LINES, MAX_NAME, MAX_NESTING } from '../../../../src/infra/http/limits/document-size.ts';
import { readDocument } from '../../../../src/infra/http/limits/read-document.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { codesIn, WAYS } from '../support/ways.ts';

let server: FakeServer;
let schema: Awaited<ReturnType<typeof serverSchema>>;
beforeAll(async () => {
  schema = await serverSchema();
  server = await fakeServer();
});
afterAll(() => server.stop());

const nested = (depth: number, [open, close]: readonly [string, string], inner = '') =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Texts that are followed down, one call for each level. */
const DEEP: Readonly<Record<string, (depth: number) => string>> = {
  'a literal list': (depth) => `{ node(id: ${nested(depth, ['[', ']'])}) { id } }`,
  'a literal object': (depth) => `{ debates(filter: ${nested(depth, ['{text:', '}'], '1')}) { nodes { id } } }`,
  'a default value': (depth) => `query ($a: [ID!]! = ${nested(depth, ['[', ']'])}) { nodes(ids: $a) { id } }`,
  'a type': (depth) => `query ($a: ${nested(depth, ['[', ']'], 'ID')}) { nodes(ids: $a) { id } }`,
  'a selection': (depth) => nested(depth, ['{health', '}']),
  'an inline fragment': (depth) => nested(depth, ['{...', '}'], '{__typename}'),
  'an argument of a directive': (depth) => `{ health @skip(if: ${nested(depth, ['{a:', '}'], '1')}) { status } }`,
  'a text that never ends': (depth) => `${nested(depth, ['[', ''])}"""`,
};

describe.each(WAYS)('over %s', (_, way) => {
  it.each(Object.keys(DEEP))('%s of thousands of levels is refused with advice', async (name) => {
    for (const depth of [150, 2_400]) {
      const answered = await way(server, { query: DEEP[name]?.(depth) ?? '' });
      expect(codesIn(answered)).toEqual(['GRAPHQL_PARSE_FAILED']);
      expect(answered.errors?.[0]?.message).toMatch(/nested deeper than 100 levels/);
    }
  });
});

function errorsOf(text: string): readonly { readonly message: string }[] {
  const read = readDocument(schema, text);
  return 'document' in read ? [] : read;
}

it('brackets in texts and comments are no levels', () => {
  const brackets = '['.repeat(2 * MAX_NESTING);
  expect(errorsOf(`{ node(id: "${brackets}") { id } } # ${brackets}`)).toEqual([]);
  expect(errorsOf(`{ node(id: """${brackets} \\""" ${brackets}""") { id } }`)).toEqual([]);
});

it.each([
  ['lines', `${'\n'.repeat(MAX_LINES)}{ health { status } }`, /more than 5000 lines/],
  ['characters', `{ node(id: "${'x'.repeat(MAX_CHARACTERS)}") { id } }`, /longer than 131072 characters/],
  ['a field name', `{ ${'x'.repeat(MAX_NAME + 1)} }`, /more than 256 characters/],
  ['an alias', `{ ${'x'.repeat(MAX_NAME + 1)}: health { status } }`, /more than 256 characters/],
  ['a variable', `query ($${'x'.repeat(MAX_NAME + 1)}: Int) { health { status } }`, /more than 256 characters/],
  ['an operation name', `query ${'x'.repeat(MAX_NAME + 1)} { health { status } }`, /more than 256 characters/],
  ['a number', `{ debates(first: 1${'0'.repeat(MAX_NAME)}) { nodes { id } } }`, /more than 256 characters/],
])('a document with too many or too long: %s', (_, text, message) => {
  expect(errorsOf(text).map((error) => error.message)).toEqual([expect.stringMatching(message)]);
});

const times = (count: number, make: (nth: number) => string) => Array.from({ length: count }, (_, nth) => make(nth));
/** Mistakes of one kind, as many as the document can hold. */
const MANY: Readonly<Record<string, string>> = {
  'unknown fields': `{ ${times(490, (nth) => `z${nth}`).join(' ')} }`,
  'unused variables': `query(${times(1_200, (nth) => `$v${nth}: Int`).join(' ')}) { health { status } }`,
  'wrong items': `{ debates(filter: {status: [${times(4_800, () => '"a"').join(' ')}]}) { nodes { id } } }`,
  'unknown input fields': `{ debates(filter: {${times(1_600, (nth) => `z${nth}: 1`).join(' ')}}) { nodes { id } } }`,
  'unknown enum values': `{ debates(filter: {status: [${times(4_800, (nth) => `Z${nth}`).join(' ')}]}) { nodes { id } } }`,
  'operations of one name': times(490, () => 'query q { __typename }').join(' '),
  'unknown fragments': `{ ${times(490, (nth) => `...F${nth}`).join(' ')} }`,
  'unknown directives': `{ ${times(490, (nth) => `a${nth}: health @z${nth} { status }`).join(' ')} }`,
  'unknown arguments': `{ health(${times(1_600, (nth) => `z${nth}: 1`).join(' ')}) { status } }`,
  'repeated arguments': `{ health(${times(1_600, () => 'z: 1').join(' ')}) { status } }`,
  'unknown types': `query(${times(900, (nth) => `$v${nth}: T${nth}`).join(' ')}) { health { status } }`,
  'long types': `query(${times(100, (nth) => `$v${nth}: ${nested(20, ['[', ']'], 'x'.repeat(200))}`).join(' ')}) { __typename }`,
};

it.each(Object.keys(MANY))('%s: at most 50 errors of bounded length, and the last says that there are more', (name) => {
  const errors = errorsOf(MANY[name] ?? '');
  expect(errors).not.toEqual([]);
  expect(errors.length).toBeLessThanOrEqual(50);
  if (errors.length === 50) expect(errors.at(-1)?.message).toMatch(/more mistakes in the document/);
  for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(501);
});
