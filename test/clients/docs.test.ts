import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('../../docs/clients.md', 'utf8');

/** Each block of code, and the file whose link stands before it. */
const examples = [...page.matchAll(/```ts\n(.+?)```/gs)].map(({ index, 1: code = '' }) => {
  const file = page.slice(0, index).match(/.*\(\.\.\/test\/clients\/(.+?)\)/s)?.[1] ?? '';
  return { file, code };
});

it('docs/clients.md has examples', () => {
  expect(examples.map(({ file }) => file)).toContain('apollo/client.ts');
});

it.each(examples)('docs/clients.md shows code of $file', ({ file, code }) => {
  expect(readFileSync(file, 'utf8')).toContain(code);
});
