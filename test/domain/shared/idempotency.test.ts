import { describe, expect, it } from 'vitest';
import { Idempotency } from '../../../src/domain/shared/idempotency.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import { MemoryDatabase } from '../../support/memory/memory-database.ts';
import { MemoryIdempotencyStore } from '../../support/memory/memory-idempotency.ts';
import { refusals } from '../../support/refusals.ts';

const REF = { workspaceId: 'wsp_1', operation: 'doThing' };

function aCounter() {
  const database = new MemoryDatabase();
  const idempotency = new Idempotency(new MemoryIdempotencyStore(database), database.atomically);
  let count = 0;
  const work = async () => ++count;
  const once = (key: string | undefined, input: Json, ref = REF) => idempotency.once(ref, key, input, work);
  return { idempotency, once, count: () => count };
}

describe('work under a key', () => {
  it('is done once, and answered the same', async () => {
    const { once, count } = aCounter();
    expect([await once('k', { a: 1 }), await once('k', { a: 1 })]).toEqual([1, 1]);
    expect(count()).toBe(1);
  });

  it('is done once however many ask at the same time', async () => {
    const { once, count } = aCounter();
    const answers = await Promise.all(Array.from({ length: 20 }, () => once('k', {})));
    expect(new Set(answers)).toEqual(new Set([1]));
    expect(count()).toBe(1);
  });

  it('is the same work when the keys of its input come in another order', async () => {
    const { once, count } = aCounter();
    await once('k', { a: 1, b: 2 });
    await once('k', { b: 2, a: 1 });
    expect(count()).toBe(1);
  });

  it('is refused with other input, and not done', async () => {
    const { once, count } = aCounter();
    await once('k', { a: 1 });
    expect(await refusals(() => once('k', { a: 2 }))).toEqual(['IDEMPOTENCY_MISMATCH idempotencyKey']);
    expect(count()).toBe(1);
  });

  it('is done again under another key, operation or workspace, and each time without one', async () => {
    const { once, count } = aCounter();
    await once('k', {});
    await once('other', {});
    await once('k', {}, { ...REF, operation: 'doOther' });
    await once('k', {}, { ...REF, workspaceId: 'wsp_2' });
    await once(undefined, {});
    await once(undefined, {});
    expect(count()).toBe(6);
  });

  it('leaves the key free when it fails', async () => {
    const { idempotency, once } = aCounter();
    const failing = idempotency.once(REF, 'k', {}, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await once('k', { other: true })).toBe(1);
  });

  it.each(['', 'k'.repeat(201)])('is refused under a key of a wrong length', async (key) => {
    expect(await refusals(() => aCounter().once(key, {}))).toEqual(['INVALID_INPUT idempotencyKey']);
  });
});
