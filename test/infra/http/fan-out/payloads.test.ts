import { expect, it } from 'vitest';
import { Payloads } from '../../../../src/infra/http/fan-out/payloads.ts';

const BODY = Buffer.alloc(500_000);

function payload(seq: number) {
  return { seq, cursor: `${seq}`, isLast: false, body: BODY };
}

it('payloads are kept within a fixed amount of memory, and the oldest are dropped first', () => {
  const payloads = new Payloads();
  for (let seq = 1; seq <= 400; seq++) payloads.put('group', payload(seq));
  const kept = Array.from({ length: 400 }, (_, at) => at + 1).filter((seq) => payloads.has('group', seq));
  // Every payload counts twice, so that all of them would take 400 MB.
  expect(kept.length).toBeLessThanOrEqual(64);
  expect(kept).toContain(400);
});

it('batches follow one another without a gap, end at block boundaries, and have a limited size', () => {
  const payloads = new Payloads();
  const sizes = [1, 40_000, 40_000, 1, 200_000, 1];
  for (let seq = 1; seq <= 130; seq++)
    payloads.put('group', { ...payload(seq), body: Buffer.alloc(sizes[seq % 70] ?? 10) });
  const ends: number[] = [];
  for (let after = 0; after < 129; after = ends.at(-1) ?? 130) {
    const batch = payloads.batchAfter('group', after, 129);
    expect(batch?.after).toBe(after);
    ends.push(batch?.to ?? 0);
  }
  expect(ends).toEqual([1, 3, 4, 64, 71, 73, 74, 128, 129]);
  expect(payloads.batchAfter('group', 129, 129)).toBeUndefined();
  expect(payloads.batchAfter('other', 1, 129)).toBeUndefined();
});

it('subscribers at the same position share a batch', () => {
  const payloads = new Payloads();
  for (let seq = 1; seq <= 70; seq++) payloads.put('group', payload(seq));
  for (const after of [0, 3, 64]) {
    expect(payloads.batchAfter('group', after, 70)).toBe(payloads.batchAfter('group', after, 70));
  }
});
