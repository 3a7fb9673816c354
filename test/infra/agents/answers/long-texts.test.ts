import { describe, expect, it } from 'vitest';
import { Thoughts } from '../../../../src/infra/agents/answers/thoughts.ts';
import { TrailingSpace } from '../../../../src/infra/agents/answers/whole-object.ts';

const PIECES: Readonly<Record<string, string>> = {
  'opening tags': '<think>',
  'closing tags in quotes': '"</think>"',
  'objects with much white space': `x{"a":1}${' '.repeat(260)}y`,
  'broken objects with much white space': `{"a":}${' '.repeat(260)}`,
};

/** The shortest of some times that it takes to hear so many pieces, in milliseconds. */
function timeOf(piece: string, count: number): number {
  const times = [1, 2, 3].map(() => {
    const [thoughts, space] = [new Thoughts(true), new TrailingSpace()];
    const start = performance.now();
    thoughts.take('{}');
    for (let heard = 0; heard < count; heard++) {
      thoughts.take(piece);
      space.isEnd(thoughts.answer, piece);
    }
    thoughts.end();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('a long text', () => {
  it.each(Object.entries(PIECES))('of %s takes time in proportion to its length', { retry: 3 }, (_, piece) => {
    const count = Math.ceil(12_000 / piece.length);
    // Sixteen times the pieces take 256 times as long or more if the text is read anew for each of them.
    expect(timeOf(piece, 16 * count) / timeOf(piece, count)).toBeLessThan(64);
  });
});
