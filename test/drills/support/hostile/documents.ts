import { HealthDocument, SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import { filled, type Picker } from './picker.ts';

const ROOM = 15_000;
const size = (pick: Picker) => pick.from([100, 2_000, ROOM, ROOM]);
const nested = (length: number, open: string, close: string) => {
  const depth = Math.floor(length / (open.length + close.length));
  return open.repeat(depth) + close.repeat(depth);
};

/** Documents that are not public, or that look as if they were. */
export const DOCUMENTS: readonly (readonly [string, (pick: Picker) => string])[] = [
  ['deep selections', (pick) => nested(size(pick), '{a', '}')],
  ['deep inline fragments', (pick) => nested(size(pick), '{...', '}')],
  ['deep literal lists', (pick) => `{ node(id: ${nested(size(pick), '[', ']')}) { id } }`],
  ['deep literal objects', (pick) => `{ debates(filter: ${nested(size(pick), '{a:', '}')}) { nodes { id } } }`],
  ['deep types', (pick) => `query ($a: ${nested(size(pick), '[', ']')}) { a }`],
  ['a long literal list', (pick) => `{ nodes(ids: [${filled(size(pick), () => '1', ' ')}]) { id } }`],
  ['many fields', (pick) => `{ ${filled(size(pick), (nth) => `f${nth}`, ' ')} }`],
  ['one field many times', (pick) => `{ ${filled(size(pick), () => 'health { status }', ' ')} }`],
  ['many aliases', (pick) => `{ ${filled(size(pick), (nth) => `a${nth}: health { status }`, ' ')} }`],
  ['many directives', (pick) => `{ health ${filled(size(pick), () => '@skip(if: true)', ' ')} { status } }`],
  ['many operations', (pick) => filled(size(pick), (nth) => `query q${nth} { health { status } }`, ' ')],
  ['many variables', (pick) => `query (${filled(size(pick), (nth) => `$v${nth}: Int`, ' ')}) { health { status } }`],
  [
    'a chain of fragments',
    (pick) =>
      `{ ...f0 } ${filled(size(pick), (nth) => `fragment f${nth} on Query { ...f${nth + 1} ...f${nth + 1} }`, ' ')}`,
  ],
  ['a circle of fragments', () => '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
  ['a long name', (pick) => `{ ${'x'.repeat(size(pick))} }`],
  ['a long text', (pick) => `{ node(id: "${'x'.repeat(size(pick))}") { id } }`],
  ['a text that never ends', (pick) => `{ node(id: """${'\\"""\n'.repeat(size(pick) / 5)}`],
  ['many lines', (pick) => `${'\n'.repeat(size(pick))}{ x }`],
  ['many comments', (pick) => `${'#\n'.repeat(size(pick) / 2)}{ x }`],
  ['escapes', (pick) => `{ node(id: "${'\\u{10FFFF}'.repeat(size(pick) / 10)}") { id } }`],
  [
    'indented lines',
    (pick) => `{ node(id: """${filled(size(pick), (nth) => `${' '.repeat(nth % 50)}x`, '\n')}""") { id } }`,
  ],
  ['unknown arguments', (pick) => `{ debates(${filled(size(pick), (nth) => `a${nth}: 1`, ' ')}) { totalCount } }`],
  [
    'unknown enum values',
    (pick) => `{ debates(filter: {status: [${filled(size(pick), (nth) => `T${nth}`, ' ')}]}) { totalCount } }`,
  ],
  [
    'one key of a literal many times',
    (pick) => `{ debates(filter: {${filled(size(pick), () => 'text: "a"')}}) { totalCount } }`,
  ],
  ['types of a schema', (pick) => filled(size(pick), (nth) => `type T${nth} { a: Int }`, ' ')],
  ['one fragment many times', (pick) => `{ ...f } ${filled(size(pick), () => 'fragment f on Query { a }', ' ')}`],
  ['a long number', (pick) => `{ debates(first: ${'9'.repeat(size(pick))}) { nodes { id } } }`],
  ['introspection', () => '{ __schema { types { name fields { name type { name ofType { name } } } } } }'],
  ['a public document with white space', (pick) => `${' ,\n'.repeat(pick.number(1, 300))}${String(HealthDocument)}`],
  [
    'a public document with a field',
    (pick) =>
      String(HealthDocument).replace('status', `status ${filled(pick.number(10, 5_000), (nth) => `x${nth}`, ' ')}`),
  ],
  [
    'a public document with __typename',
    (pick) => String(SignInDocument).replaceAll('{', `{ ${'__typename '.repeat(pick.number(1, 200))}`),
  ],
  [
    'punctuation',
    (pick) =>
      filled(
        size(pick),
        () => pick.from(['{', '}', '(', ')', '[', ']', '...', '$', '@', '!', '|', '"', '#\n', '&']),
        '',
      ),
  ],
];
