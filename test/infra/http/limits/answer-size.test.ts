import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounded, isLargerThan } from '../../../../src/infra/http/limits/answer-size.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const MAX_BYTES = 16_384;

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer({ ARAGORA_MAX_ANSWER_SIZE: String(MAX_BYTES) });
});
afterAll(() => server.stop());

describe('the size of a value', () => {
  it.each<[string, unknown]>([
    ['a text', 'x'.repeat(100)],
    ['a text of several bytes a character', '€'.repeat(40)],
    ['many texts', Array(20).fill('12345')],
    ['long names', Object.fromEntries(Array.from({ length: 3 }, (_, nth) => [`${nth}`.repeat(40), 1]))],
    ['many levels', JSON.parse(`${'['.repeat(20_000)}"${'x'.repeat(100)}"${']'.repeat(20_000)}`)],
    ['numbers', Array(20).fill(1)],
    ['escapes', '\u0001'.repeat(20)],
    ['quotes and line ends', '"\n'.repeat(30)],
    ['halves of characters', '\ud800'.repeat(20)],
    ['brackets', JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)],
  ])('counts %s', (_, value) => {
    expect(isLargerThan(value, 99)).toBe(true);
  });

  it('is counted no further than to the limit', () => {
    let read = 0;
    const items = Array.from({ length: 1_000 }, () => ({
      get text() {
        read++;
        return 'x'.repeat(100);
      },
    }));
    expect(isLargerThan(items, 1_000)).toBe(true);
    expect(read).toBeLessThan(20);
  });

  it('is never less than what is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.string({ unit: 'binary' })), (value, texts) => {
        const written = Buffer.byteLength(JSON.stringify([value, texts]));
        expect(isLargerThan([value, texts], written - 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('of texts is exact, with a comma', () => {
    const text = '\u0001"€x\ud83d\ude00'.repeat(1_000);
    const written = Buffer.byteLength(JSON.stringify(text));
    expect([isLargerThan(text, written + 1), isLargerThan(text, written)]).toEqual([false, true]);
  });

  it('of a small value is below the limit', () => {
    expect(isLargerThan({ a: ['x'.repeat(20), null, true, new Date(0)] }, 200)).toBe(false);
  });
});

it('a result has at most 50 errors, and the last says how many are left out', () => {
  const errors = Array.from({ length: 4_000 }, () => new Error('x')) as never[];
  const told = bounded({ data: { a: 1 }, errors }, MAX_BYTES);
  expect(told.errors).toHaveLength(50);
  expect(told.errors?.at(-1)).toMatchObject({
    message: 'There are 3951 more mistakes. Correct these first.',
    extensions: { code: 'MORE_ERRORS' },
  });
});

/** A list of names, each repeated under a long alias. */
const long = (nth: number) => `${'x'.repeat(200)}${nth}`;
const fields = Array.from({ length: 14 }, (_, nth) => `${long(nth)}: name`).join(' ');
const LARGE = `{ roles { ${fields} permissions } }`;

describe.each(WAYS)('over %s', (_, way) => {
  it('an answer that is too large is an error with advice, also once its document is compiled', async () => {
    for (let time = 0; time < 5; time++) {
      const answered = await way(server, { query: LARGE });
      expect(codesIn(answered)).toEqual(['ANSWER_TOO_LARGE']);
      expect(answered.errors?.[0]?.message).toMatch(/Ask for smaller pages/);
      expect(answered.data).toBeNull();
    }
    expect((await way(server, { query: '{ roles { name } }' })).errors).toBeUndefined();
  });
});
