import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkShape } from '../../../src/domain/shared/check-shape.ts';

const id = z.string().regex(/^[a-z]+$/, 'Write an id of small letters.');
const shape = z.strictObject({
  text: z.string().min(1).max(5),
  count: z.int().min(1).max(9),
  share: z.number().gt(0).lt(1).multipleOf(0.25),
  flag: z.boolean(),
  kind: z.enum(['for', 'against']),
  version: z.literal(1),
  list: z.array(z.strictObject({ id })).min(1).max(2),
  pair: z.tuple([z.string(), z.number()]),
  either: z.union([z.string(), z.number()]),
  forms: z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]),
  choice: z.discriminatedUnion('type', [z.object({ type: z.literal('a') }), z.object({ type: z.literal('b') })]),
  weights: z.record(id, z.number()),
  at: z.iso.datetime(),
  day: z.iso.date(),
  url: z.url(),
  email: z.email(),
  uuid: z.uuid(),
  custom: z
    .any()
    .optional()
    .refine((value) => value === undefined),
  json: z.json(),
  tags: z.set(z.string()),
  when: z.date(),
});

type Values = Record<string, unknown>;

/** A value that fits, but for these fields. */
const RIGHT: Values = {
  ...{ text: 'abc', count: 3, share: 0.25, flag: true, kind: 'for', version: 1, list: [{ id: 'a' }], pair: ['a', 1] },
  ...{ either: 1, forms: { a: 'a' }, choice: { type: 'a' }, weights: { a: 1 }, at: '2027-01-31T12:00:00Z' },
  ...{ day: '2027-01-31', url: 'https://a.example/', email: 'a@b.example', json: null, tags: new Set(['a']) },
  ...{ uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', when: new Date(0) },
};

function messages(value: unknown): string[] {
  const checked = checkShape(shape, value);
  return checked.isValid ? [] : checked.mistakes.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
}

it('a value that fits has no mistakes', () => {
  expect(messages(RIGHT)).toEqual([]);
});

describe('a mistake is a sentence for people:', () => {
  it.each<[Values, string]>([
    [{ text: undefined }, 'text: It is missing; it must be text.'],
    [{ text: null }, 'text: It must be text.'],
    [{ text: '' }, 'text: It must have at least 1 character.'],
    [{ text: 'abcdef' }, 'text: It must have at most 5 characters.'],
    [{ count: '3' }, 'count: It must be a number.'],
    [{ count: 1.5 }, 'count: It must be a whole number.'],
    [{ count: Number.NaN }, 'count: It must be a number.'],
    [{ count: 0 }, 'count: It must be at least 1.'],
    [{ share: 0 }, 'share: It must be more than 0.'],
    [{ share: 0.3 }, 'share: It must be a multiple of 0.25.'],
    [{ flag: 'yes' }, 'flag: It must be true or false.'],
    [{ kind: 'neither' }, 'kind: It must be for or against.'],
    [{ kind: undefined }, 'kind: It is missing; it must be for or against.'],
    [{ version: 2 }, 'version: It must be 1.'],
    [{ list: 3 }, 'list: It must be a list.'],
    [{ list: [] }, 'list: It must have at least 1 item.'],
    [{ list: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }, 'list: It must have at most 2 items.'],
    [{ list: [7] }, 'list.0: It must be an object.'],
    [{ list: [{ id: 'A' }] }, 'list.0.id: Write an id of small letters.'],
    [{ list: [{ id: 'a', name: 'b' }] }, 'list.0.name: There is no such field here.'],
    [{ pair: ['a', 'b'] }, 'pair.1: It must be a number.'],
    [{ either: {} }, 'either: It must be text or a number.'],
    [{ either: undefined }, 'either: It is missing; it must be text or a number.'],
    [{ forms: { c: 1 } }, 'forms: It does not have the documented form.'],
    [{ weights: { A: 1 } }, 'weights.A: Write an id of small letters.'],
    [{ weights: [] }, 'weights: It must be an object.'],
    [{ at: 'yesterday' }, 'at: It must be a time in UTC, such as 2027-01-31T12:00:00Z.'],
    [{ day: '31.1.' }, 'day: It must be a day, such as 2027-01-31.'],
    [{ custom: 1 }, 'custom: It does not have the documented form.'],
    [{ 'päss\n': 1 }, 'p?ss?: There is no such field here.'],
  ])('%j', (wrong, message) => {
    expect(messages({ ...RIGHT, ...wrong })).toEqual([message]);
  });
});

/** What only the code of a validator says. */
const INTERNALS = /received|expected|invalid|unrecognized|too (big|small)|undefined|NaN|\[object|zod/i;

describe('no message names the internals of the validator, if', () => {
  const WRONG = [undefined, null, 3, Number.NaN, -1e9, 1e9, 2n, true, '', 'x'.repeat(99), [], [1, 2, 3, 4]];
  const OTHERS = [
    {},
    { a: 1 },
    { type: 'c' },
    new Date(Number.NaN),
    () => 1,
    Symbol('s'),
    new Map([[1, 1]]),
    new Set([1]),
  ];

  it.each(Object.keys(shape.shape))('value %s has', (field) => {
    for (const value of [...WRONG, ...OTHERS])
      for (const line of messages({ ...RIGHT, [field]: value })) expect(line).not.toMatch(INTERNALS);
  });

  it('the whole value is', () => {
    for (const value of [...WRONG, ...OTHERS]) for (const line of messages(value)) expect(line).not.toMatch(INTERNALS);
  });
});
