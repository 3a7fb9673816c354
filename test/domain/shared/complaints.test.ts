import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDecision } from '../../../src/domain/debates/start/check-decision.ts';
import { checkShape } from '../../../src/domain/shared/check-shape.ts';
import { UserError, type UserErrorDetail } from '../../../src/domain/shared/errors.ts';

const mistakes = (count: number): UserErrorDetail[] =>
  Array.from({ length: count }, (_, nth) => ({ code: 'INVALID_INPUT', field: [String(nth)], message: `No. ${nth}.` }));

describe('an error of the caller', () => {
  it.each([1, 50])('lists all of %i mistakes', (count) => {
    const error = new UserError(mistakes(count));
    expect([error.details, error.omitted]).toEqual([mistakes(count), 0]);
  });

  it('of more than 50 lists 49, and the 50th says how many are left out', () => {
    const error = new UserError(mistakes(60), 1_000);
    const last = { code: 'INVALID_INPUT', field: [], message: 'There are 1011 more mistakes. Correct these first.' };
    expect([error.details, error.omitted]).toEqual([[...mistakes(49), last], 1_011]);
    expect(error.message.length).toBeLessThan(1_000);
  });
});

describe('the check of a shape', () => {
  let looked = 0;
  const item = z.strictObject({ id: z.string() }).refine(() => ++looked > 0);
  const shape = z.strictObject({
    inner: z
      .strictObject({ items: z.array(item).max(3, 'Give at most 3 items.').default([]).describe('x') })
      .optional(),
    all: z
      .array(z.strictObject({ ids: z.array(z.string()).max(2).optional() }))
      .max(5)
      .optional(),
  });

  it('says of a list that is too long only that, and looks at no item of it', () => {
    looked = 0;
    const checked = checkShape(shape, { inner: { items: Array(25_000).fill({ id: 1, more: 2 }) }, other: 1 });
    expect(checked).toEqual({
      isValid: false,
      mistakes: [
        { path: ['inner', 'items'], message: 'Give at most 3 items.' },
        { path: ['other'], message: 'There is no such field here.', isUnknownKey: true },
      ],
      more: 0,
    });
    expect(looked).toBe(0);
  });

  it('finds such a list within the items of others', () => {
    const checked = checkShape(shape, { all: [{}, { ids: Array(501).fill(1) }] });
    expect(checked).toMatchObject({
      mistakes: [{ path: ['all', '1', 'ids'], message: 'It must have at most 2 items.' }],
    });
  });

  const items = () => z.array(item).max(3);
  it.each([
    ['a transformation', items().transform(String)],
    ['a record', z.record(z.string(), items())],
    ['a union', z.union([z.string(), items(), z.array(item).max(9), z.record(z.string(), items())])],
    ['a union in a default', z.union([z.string(), items()]).default([]).optional()],
  ] as const)('looks at no item of such a list within %s', (_, within) => {
    looked = 0;
    const many = Array(25_000).fill({ id: '1' });
    for (const value of [many, { a: many }])
      expect(checkShape<unknown>(within, value)).toMatchObject({ isValid: false, mistakes: [expect.anything()] });
    expect(looked).toBe(0);
  });

  it('makes at most 50 mistakes, and counts the others', () => {
    const unknown = Object.fromEntries(Array.from({ length: 25_000 }, (_, nth) => [`k${nth}`, 1]));
    const checked = checkShape(shape, unknown);
    expect(checked.isValid || [checked.mistakes.length, checked.more]).toEqual([50, 24_950]);
  });
});

it.each([
  ['wrong evidence', { evidence: Array(25_000).fill({ id: 1 }) }, 1],
  ['wrong options', { options: Array(25_000).fill(1) }, 1],
  ['unknown keys', Object.fromEntries(Array.from({ length: 25_000 }, (_, nth) => [`k${nth}`, 1])), 50],
  [
    'evidence about nothing',
    {
      options: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
      criteria: [{ id: 'c', label: 'C', question: 'C?' }],
      evidence: Array.from({ length: 200 }, () => ({
        ...{ id: 'e', option: 'x', stance: 'for', criterion: 'x', strength: 1 },
        source: { title: 't', document: 'd' },
        ...{ attacks: Array(20).fill('x'), supports: Array(20).fill('x') },
      })),
    },
    50,
  ],
])('a decision with thousands of mistakes has at most 50 complaints: %s', (_, wrong, count) => {
  const check = () => checkDecision({ task: 'What?', ...wrong });
  expect(check).toThrow(UserError);
  try {
    check();
  } catch (error) {
    expect((error as UserError).details).toHaveLength(count);
    expect((error as UserError).message.length).toBeLessThan(20_000);
  }
});
