import { describe, expect, it } from 'vitest';
import { CLAIM_MS, Idempotency, MAX_WAIT_MS, MAX_WORK_MS } from '../../../src/domain/shared/idempotency.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryDatabase } from '../../support/memory/memory-database.ts';
import { MemoryIdempotencyStore } from '../../support/memory/memory-idempotency.ts';
import { refusals } from '../../support/refusals.ts';

const SCOPE = { workspaceId: 'wsp_1', userId: 'usr_1', operation: 'doThing' };

function aWorld() {
  const clock = new FakeClock();
  const database = new MemoryDatabase();
  const store = new MemoryIdempotencyStore(clock, database);
  let ids = 0;
  const next = (prefix: string) => `${prefix}_${++ids}`;
  const idempotency = new Idempotency({ store, atomically: database.atomically, clock, ids: { next } });
  return { clock, database, store, idempotency };
}

function request(key: string | undefined, input: Json = {}, scope = SCOPE) {
  return { scope, key, input };
}

/** Work that counts how often it runs. */
function aCounter() {
  const world = aWorld();
  let count = 0;
  const work = async () => ++count;
  return { ...world, work, count: () => count };
}

describe.each(['once', 'outside'] as const)('work with an idempotency key, by the method `%s`', (form) => {
  it('has one effect and one result', async () => {
    const { idempotency, work, count } = aCounter();
    const outcomes = [await idempotency[form](request('k'), work), await idempotency[form](request('k'), work)];
    expect(outcomes).toEqual([
      { result: 1, isRepeated: false },
      { result: 1, isRepeated: true },
    ]);
    expect(count()).toBe(1);
  });

  it('has one effect with concurrent requests', async () => {
    const { clock, idempotency, work, count } = aCounter();
    const asked = Promise.all(Array.from({ length: 20 }, () => idempotency[form](request('k'), work)));
    const outcomes = await clock.passing(asked);
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set([1]));
    expect(outcomes.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(count()).toBe(1);
  });

  it('is the same work when the fields of its input are in another order', async () => {
    const { idempotency, work, count } = aCounter();
    await idempotency[form](request('k', { a: 1, b: 2 }), work);
    await idempotency[form](request('k', { b: 2, a: 1 }), work);
    expect(count()).toBe(1);
  });

  it('is refused with other input, and does not run', async () => {
    const { idempotency, work, count } = aCounter();
    await idempotency[form](request('k', { a: 1 }), work);
    expect(await refusals(() => idempotency[form](request('k', { a: 2 }), work))).toEqual([
      'IDEMPOTENCY_MISMATCH idempotencyKey',
    ]);
    expect(count()).toBe(1);
  });

  it('runs again for another key, operation, user or workspace, and each time without a key', async () => {
    const { idempotency, work, count } = aCounter();
    await idempotency[form](request('k'), work);
    await idempotency[form](request('other'), work);
    for (const other of [{ operation: 'doOther' }, { userId: 'usr_2' }, { workspaceId: 'wsp_2' }])
      await idempotency[form](request('k', {}, { ...SCOPE, ...other }), work);
    for (const _ of [1, 2]) await idempotency[form](request(undefined), work);
    expect(count()).toBe(7);
  });

  it('leaves the key free for any input when it fails', async () => {
    const { idempotency, work } = aCounter();
    const failing = idempotency[form](request('k'), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect((await idempotency[form](request('k', { other: true }), work)).result).toBe(1);
  });

  it.each(['', 'k'.repeat(201), 'a\0b', 'ä'])('is refused with the key %j', async (key) => {
    const { idempotency, work } = aCounter();
    expect(await refusals(() => idempotency[form](request(key), work))).toEqual(['INVALID_INPUT idempotencyKey']);
  });

  it('runs again after a day', async () => {
    const { clock, idempotency, work } = aCounter();
    await idempotency[form](request('k'), work);
    await clock.advance(24 * 3_600_000 + 1);
    expect((await idempotency[form](request('k', { other: true }), work)).result).toBe(2);
  });
});

/** An external service. It counts its calls and creates each thing once, by the given id. */
class Elsewhere {
  readonly made = new Set<string>();
  calls = 0;

  make(id: string): Promise<string> {
    this.calls++;
    this.made.add(id);
    return Promise.resolve(id);
  }
}

describe('work that uses the network', () => {
  it('runs without an open transaction, so others can use the database', async () => {
    const { database, idempotency } = aWorld();
    const { result } = await idempotency.outside(request('k'), () => database.use(() => 'not held up'));
    expect(result).toBe('not held up');
  });

  it('makes a second request wait for the result', async () => {
    const { clock, idempotency } = aWorld();
    const slow = idempotency.outside(request('k'), async () => {
      await clock.sleep(3_000);
      return 'made';
    });
    await clock.settle();
    const second = idempotency.outside(request('k'), async () => 'made twice');
    await clock.advance(3_100);
    expect([await slow, await second]).toEqual([
      { result: 'made', isRepeated: false },
      { result: 'made', isRepeated: true },
    ]);
  });

  it('refuses a second request with other input at once', async () => {
    const { clock, idempotency } = aWorld();
    void idempotency.outside(request('k', { a: 1 }), () => new Promise<never>(() => {}));
    await clock.settle();
    expect(await refusals(() => idempotency.outside(request('k', { a: 2 }), async () => 'no'))).toEqual([
      'IDEMPOTENCY_MISMATCH idempotencyKey',
    ]);
  });

  it('limits the wait of a second request', async () => {
    const { clock, idempotency } = aWorld();
    void idempotency.outside(request('k'), () => new Promise<never>(() => {}));
    await clock.settle();
    const before = clock.monotonicMs();
    const second = idempotency.outside(request('k'), async () => 'no');
    await expect(clock.passing(second)).rejects.toThrow('still running');
    expect(clock.monotonicMs() - before).toBeLessThanOrEqual(MAX_WAIT_MS + 200);
  });

  it('is stopped before its claim expires', async () => {
    const { clock, idempotency } = aWorld();
    expect(MAX_WORK_MS).toBeLessThan(CLAIM_MS);
    const work = idempotency.outside(request('k'), async ({ signal }) => {
      await clock.sleep(CLAIM_MS * 2, signal);
      throw signal.reason;
    });
    const failed = expect(work).rejects.toThrow('took too long');
    await clock.advance(MAX_WORK_MS);
    await failed;
  });

  describe('whose holder crashes', () => {
    const never = () => new Promise<never>(() => {});

    it('between claim and work: the next request runs the work when the claim has expired', async () => {
      const { clock, idempotency } = aWorld();
      const elsewhere = new Elsewhere();
      void idempotency.outside(request('k'), never);
      await clock.advance(CLAIM_MS + 1);
      const { result } = await idempotency.outside(request('k'), ({ ids }) => elsewhere.make(ids.next('thg')));
      expect([...elsewhere.made]).toEqual([result]);
    });

    it('between work and result: the next request finds the result by its id', async () => {
      const { clock, idempotency } = aWorld();
      const elsewhere = new Elsewhere();
      void idempotency.outside(request('k'), async ({ ids }) => {
        await elsewhere.make(ids.next('thg'));
        return never();
      });
      await clock.advance(CLAIM_MS + 1);
      const { result } = await idempotency.outside(request('k'), ({ ids }) => elsewhere.make(ids.next('thg')));
      expect(elsewhere.calls).toBe(2);
      expect([...elsewhere.made]).toEqual([result]);
    });

    it('still refuses other input for its key', async () => {
      const { clock, idempotency } = aWorld();
      void idempotency.outside(request('k', { a: 1 }), never);
      await clock.advance(CLAIM_MS + 1);
      expect(await refusals(() => idempotency.outside(request('k', { a: 2 }), async () => 'no'))).toEqual([
        'IDEMPOTENCY_MISMATCH idempotencyKey',
      ]);
    });

    it('only seems crashed: both requests return the result of the second holder', async () => {
      const { clock, idempotency } = aWorld();
      const stalled = Promise.withResolvers<string>();
      const first = idempotency.outside(request('k'), () => stalled.promise);
      await clock.advance(CLAIM_MS + 1);
      const second = await idempotency.outside(request('k'), async () => 'second');
      stalled.resolve('first');
      expect([await clock.passing(first), second]).toEqual([
        { result: 'second', isRepeated: true },
        { result: 'second', isRepeated: false },
      ]);
    });

    it('before the result is stored: the next request returns the same result', async () => {
      const { clock, store, idempotency } = aWorld();
      const elsewhere = new Elsewhere();
      const make = () => idempotency.outside(request('k'), ({ ids }) => elsewhere.make(ids.next('thg')));
      const { settle } = Object.getPrototypeOf(store) as typeof store;
      store.settle = () => Promise.reject(new Error('The database is away.'));
      await expect(make()).rejects.toThrow('The database is away.');
      store.settle = settle;
      await clock.advance(CLAIM_MS + 1);
      expect([(await make()).result]).toEqual([...elsewhere.made]);
    });
  });
});
