import { expect, it } from 'vitest';
import { providersWords } from '../../../src/infra/agents/providers-words.ts';
import { Refused } from '../../../src/infra/agents/refused.ts';
import { Unusable } from '../../../src/infra/agents/unusable.ts';

const FACTS = { status: 401, headers: {}, isHtml: false, networkCode: null };
const KEY = 'a-key-of-no-known-form';

function wordsOf(body: string, status: number | null = 401): string | null {
  return providersWords(new Error('refused'), { ...FACTS, status, body }, KEY);
}

it('the words of a provider for the log have one line and no key', () => {
  expect(wordsOf('{"error":\r\n\t"No\u0000 such\u2028 key\u001b[31m"}')).toBe('401: {"error": "No such key [31m"}');
  for (const key of [KEY, 'sk-proj-abcd1234', 'sk-abc***wxyz', 'xai-0123456789', 'AIzaSyA0123456789', 'Bearer abcdef'])
    expect(wordsOf(`Wrong: ${key} is refused`)).toBe('401: Wrong: [key] is refused');
});

it('the words of a provider for the log are short', () => {
  expect(wordsOf('x'.repeat(8_000))).toHaveLength(500);
  expect(wordsOf('🦉'.repeat(8_000))?.isWellFormed()).toBe(true);
});

it('the words of a provider are its status, or none, when it said nothing', () => {
  const facts = { ...FACTS, body: '' };
  expect(providersWords(new Refused(503, null, ''), { ...facts, status: 503 }, null)).toBe('503');
  expect(providersWords(new DOMException('This operation was aborted', 'AbortError'), facts, null)).toBeNull();
  expect(providersWords(new Unusable('CUT'), { ...facts, status: 200 }, null)).toBeNull();
  expect(providersWords(new Error('A defect.'), { ...facts, status: null }, null)).toBe('A defect.');
});

it('a failure of the network is told by its code', () => {
  expect(providersWords(new Error('x'), { ...FACTS, status: null, body: '', networkCode: 'ECONNREFUSED' }, null)).toBe(
    'ECONNREFUSED',
  );
});
