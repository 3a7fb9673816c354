import { describe, expect, it } from 'vitest';
import { inSlices, MAX_TEXT, type OperationWork, wholeText } from '../../../src/domain/shared/slices.ts';
import { operationWork } from '../../../src/infra/http/limits/operation-work.ts';
import { listOf } from '../../support/receipt-files.ts';

const KIB = 1024;

/** Notes what is paid and made, in order. */
function noted() {
  const notes: string[] = [];
  const pay = async (points: number) => void notes.push(`pay ${points}`);
  const work: OperationWork = { ...operationWork(pay), pause: async () => void notes.push('pause') };
  return { notes, work };
}

function* parts(count: number, notes: string[] = []): Generator<string> {
  for (let at = 0; at < count; at++) {
    notes.push('make');
    yield 'x'.repeat(40 * KIB);
  }
}

const text = (count: number, size = count * 40 * KIB, notes: string[] = []) => ({
  key: `text ${count}`,
  parts: () => parts(count, notes),
  size: () => size,
  route: '/api/texts/1',
});

describe('a computed text', () => {
  it('is made in slices, with a pause after each', async () => {
    const { notes, work } = noted();
    expect(await listOf(inSlices(parts(3, notes), work, 1_000 * KIB))).toHaveLength(3);
    expect(notes).toEqual(['make', 'pause', 'make', 'pause', 'make', 'pause']);
  });

  it('is paid by its estimated size before it is made, beyond what was counted before', async () => {
    const { notes, work } = noted();
    expect(await wholeText(text(10, undefined, notes), work)).toHaveLength(400 * KIB);
    expect(notes.slice(0, 3)).toEqual(['pause', 'pay 80', 'make']);
    expect(notes.filter((note) => note.startsWith('pay'))).toHaveLength(1);
  });

  it('is paid on the way where it is longer than estimated', async () => {
    const { notes, work } = noted();
    await wholeText(text(10, 0, notes), work);
    expect(notes.filter((note) => note.startsWith('pay'))).toEqual(['pay 64', 'pay 64']);
    expect(notes.indexOf('pay 64')).toBeLessThan(notes.indexOf('make', 8));
  });

  it('is not made when it cannot be paid', async () => {
    const notes: string[] = [];
    const work = operationWork(async () => Promise.reject(new Error('No points left.')));
    await expect(wholeText(text(10, undefined, notes), work)).rejects.toThrow('No points left.');
    expect(notes).toEqual([]);
  });

  it('that is too long is refused before it is made, or as soon as that is seen, and the route is named', async () => {
    for (const estimate of [MAX_TEXT + 1, 0]) {
      const { notes, work } = noted();
      await expect(wholeText(text(100, estimate, notes), work)).rejects.toThrow('GET /api/texts/1');
      expect(notes.filter((note) => note === 'make').length).toBeLessThanOrEqual(estimate > 0 ? 0 : 27);
    }
  });

  it('begins in a turn of its own, also where many are asked for at once', async () => {
    let turn = 0;
    const count = () => {
      turn++;
      if (turn < 1_000) setImmediate(count);
    };
    setImmediate(count);
    const begun: number[] = [];
    const one = (at: number) => ({ ...text(1), key: `${at}`, size: () => begun.push(turn) });
    const work = operationWork(async () => {});
    await Promise.all([1, 2, 3].map((at) => wholeText(one(at), work)));
    expect(new Set(begun).size).toBe(3);
  });

  it('is made once for an operation, however often it is selected', async () => {
    const { notes, work } = noted();
    const all = await Promise.all(Array.from({ length: 15 }, () => wholeText(text(3, undefined, notes), work)));
    expect(new Set(all).size).toBe(1);
    expect(notes.filter((note) => note === 'make')).toHaveLength(3);
  });

  it('leaves turns of the event loop to others while several are made', async () => {
    let turns = 0;
    let isMade = false;
    const count = () => {
      turns++;
      if (!isMade) setImmediate(count);
    };
    setImmediate(count);
    const works = [1, 2, 3].map(() => operationWork(async () => {}));
    await Promise.all(works.map((work) => wholeText(text(20), work)));
    isMade = true;
    expect(turns).toBeGreaterThan(50);
  });
});
