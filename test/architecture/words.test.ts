import { describe, expect, it } from 'vitest';
import { type Rule, readSources, readTexts, sourceFile } from './source-files.ts';
import { namesAreOfTheField, proseIsPlain } from './words.ts';

const CODE = ['src', 'migrations', 'test', 'bench', 'scripts'];

function breaches(rule: Rule, path: string, text: string): number {
  return rule([sourceFile(path, text)]).length;
}

describe('replaced names', () => {
  it('stand nowhere in code', () => {
    const files = CODE.flatMap(readSources);
    expect(namesAreOfTheField(files)).toEqual([]);
  });

  it.each([
    ['src/domain/events/a.ts', 'export class Doorbell {}'],
    ['src/domain/shared/a.ts', "throw new Refusal('NOT_FOUND');"],
    ['src/infra/events/a.ts', 'const MOST_EVENTS = 5;'],
    ['src/infra/http/a.ts', 'new Peers();'],
    ['src/app/a.ts', 'interface World {}'],
    ['test/drills/a.ts', 'await insist();'],
    ['src/domain/debates/a.ts', "const run = 'LET_GO';"],
  ])('are found in %s: %s', (path, text) => {
    expect(breaches(namesAreOfTheField, path, text)).toBe(1);
  });

  it.each([
    ['test/app/a.ts', 'interface World {}'],
    ['src/domain/audit/a.ts', 'const kind = CUT_OFF;'],
    ['src/domain/debates/a.ts', "const text = 'MOST of it'; // Refusal"],
    ['src/domain/encryption/a.ts', 'const ring = new KeyRing(); const MAX_EVENTS = 5;'],
  ])('may stand in %s: %s', (path, text) => {
    expect(breaches(namesAreOfTheField, path, text)).toBe(0);
  });
});

describe('prose', () => {
  it.each([...CODE, 'web/src', 'docs', 'schema/operations'])('of %s is plain', (folder) => {
    expect(proseIsPlain(readTexts(folder))).toEqual([]);
  });

  it.each([
    ['src/app/a.ts', '/** Told to whoever listens. */'],
    ['src/app/a.ts', '/**\n * First.\n * Throws a `Refusal`.\n */'],
    ['src/resolvers/a.ts', "const description = 'What came of cancelling a debate.';"],
    ['docs/a.md', 'It stands at rest. Of which more below.'],
    ['schema/operations/a.graphql', '# Somebody else'],
  ])('is not plain in %s: %s', (path, text) => {
    expect(breaches(proseIsPlain, path, text)).toBe(1);
  });

  it.each([
    ['src/app/a.ts', 'const whoever = somebody();'],
    ['src/app/a.ts', "const key = 'somebody';"],
    ['docs/a.md', 'A list, of which two items are shown. The caller is told.'],
  ])('is plain in %s: %s', (path, text) => {
    expect(breaches(proseIsPlain, path, text)).toBe(0);
  });
});
