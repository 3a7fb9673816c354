import { filled, type Picker } from './picker.ts';

/** Most bytes that a stranger may send, less what is around the variables. */
const ROOM = 15_000;
const size = (pick: Picker) => pick.from([50, 1_000, ROOM, ROOM]);
const input = (text: string) => `{"input":${text}}`;
const object = (fields: string) => `{${fields}}`;

/** Variables as JSON. None of them is a whole sign-in: a password costs a hash. */
export const VARIABLES: readonly (readonly [string, (pick: Picker) => string])[] = [
  ['unknown fields', (pick) => input(object(filled(size(pick), (nth) => `"x${nth}":1`)))],
  [
    'fields beside the right ones',
    (pick) => input(object(`"email":"a","password":1,${filled(size(pick), (nth) => `"x${nth}":{}`)}`)),
  ],
  ['a list in place of an object', (pick) => input(`[${filled(size(pick), () => '0')}]`)],
  ['a list in place of a text', (pick) => input(`{"email":[${filled(size(pick), () => '"a"')}]}`)],
  [
    'wrong scalars',
    (pick) =>
      input(`{"email":${pick.from(['1', 'true', '{}', '[]', 'null', '1e999'])},"password":${pick.number(0, 9)}}`),
  ],
  ['a long text', (pick) => input(`{"email":"${'x'.repeat(size(pick))}","password":1}`)],
  ['a text of surrogates', (pick) => input(`{"email":"${'\\ud800'.repeat(size(pick) / 6)}","password":1}`)],
  [
    'an address of marks',
    (pick) => input(`{"email":"a${'\\u0315\\u0300\\u05ae'.repeat(size(pick) / 18)}@b.c","password":1}`),
  ],
  ['an address that grows', (pick) => input(`{"email":"${'\\ufdfa'.repeat(size(pick) / 6)}@b.c","password":1}`)],
  ['an address of dots', (pick) => input(`{"email":"a@${'a.'.repeat(size(pick) / 2)}","password":1}`)],
  ['a long key', (pick) => input(`{"${'k'.repeat(size(pick))}":1}`)],
  ['a huge number', (pick) => input(`{"email":1${'0'.repeat(size(pick))}}`)],
  ['many variables', (pick) => object(filled(size(pick), (nth) => `"v${nth}":${nth}`))],
  ['deep lists', (pick) => input('['.repeat(size(pick) / 2) + ']'.repeat(size(pick) / 2))],
  [
    'closed deep lists',
    (pick) => {
      const depth = Math.floor(size(pick) / 2);
      return input('['.repeat(depth) + ']'.repeat(depth));
    },
  ],
  [
    'deep objects',
    (pick) => {
      const depth = Math.floor(size(pick) / 7);
      return input(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
    },
  ],
  ['wide and deep', (pick) => input(`[${filled(size(pick), () => '[[[[1]]]]')}]`)],
  [
    'unknown enum values',
    (pick) => input(`{"email":"a","password":"b","method":"${'Z'.repeat(pick.number(1, 2_000))}"}`),
  ],
  ['one key many times', (pick) => input(object(filled(size(pick), () => '"email":1')))],
  [
    'names of prototypes',
    (pick) => input(object(filled(size(pick), () => pick.from(['"__proto__":{}', '"constructor":1', '"toString":1'])))),
  ],
];
