import { beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/shared/json.ts';
import type { SharedState, SharedValue } from '../../../src/domain/shared/ports.ts';

export interface SharedStateWorld {
  readonly shared: SharedState & { forgetExpired(): Promise<void> };
  /** Lets this many milliseconds pass for all values. */
  pass(ms: number): Promise<void>;
}

const MINUTE = 60_000;

/** The tests that every `SharedState` passes. */
export function describeSharedState(name: string, make: () => Promise<SharedStateWorld>): void {
  describe(`shared state in ${name}`, () => {
    let shared: SharedStateWorld['shared'];
    let pass: SharedStateWorld['pass'];
    beforeEach(async () => {
      ({ shared, pass } = await make());
    });
    const put = (key: string, value: Json) => shared.compareAndSet(key, undefined, value, MINUTE);
    const versionOf = async (key: string) => (await shared.get(key))?.version;
    const valuesOf = (found: readonly SharedValue[]) => found.map(({ key, value }) => [key, value]);

    it('is empty at first', async () => {
      expect(await shared.get('k')).toBeUndefined();
      expect(await shared.list('')).toEqual([]);
    });

    it.each<Json>([null, '12', '"quoted"', 'ü💡', 7, -1.5e-10, true, [], [1, null], {}, { a: { b: [{}] } }])(
      'returns the written value: %j',
      async (value) => {
        expect(await put('k', value)).toBe(true);
        expect(await shared.get('k')).toEqual({ key: 'k', value, version: expect.any(String) });
      },
    );

    it('writes only over the given version', async () => {
      await put('k', 1);
      const first = await versionOf('k');
      expect(await shared.compareAndSet('k', first, 2, MINUTE)).toBe(true);
      expect(await shared.compareAndSet('k', first, 3, MINUTE)).toBe(false);
      expect(await shared.compareAndSet('k', undefined, 4, MINUTE)).toBe(false);
      expect(await shared.get('k')).toMatchObject({ value: 2 });
      expect(await versionOf('k')).not.toBe(first);
    });

    it('writes over any other value, in one write, for as long as is said', async () => {
      for (const value of ['first', null, { second: true }]) {
        const before = await versionOf('k');
        await shared.set('k', value, MINUTE);
        expect(await shared.get('k')).toMatchObject({ value });
        expect(await versionOf('k')).not.toBe(before);
        expect(await shared.compareAndSet('k', before, 'late', MINUTE)).toBe(false);
      }
      await shared.set('k', 'short', MINUTE / 2);
      await pass(MINUTE / 2 + 1);
      expect(await shared.get('k')).toBeUndefined();
      await shared.set('k', 'again', MINUTE);
      expect(valuesOf(await shared.list('k'))).toEqual([['k', 'again']]);
    });

    it('writes nothing over a version when there is no value', async () => {
      await put('other', 1);
      expect(await shared.compareAndSet('k', await versionOf('other'), 1, MINUTE)).toBe(false);
      expect(await shared.get('k')).toBeUndefined();
    });

    it('lets exactly one of 100 concurrent first writes win', async () => {
      const results = await Promise.all(Array.from({ length: 100 }, (_, nth) => put('k', nth)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await shared.get('k')).toMatchObject({ value: results.indexOf(true) });
    });

    it('lets exactly one of 100 concurrent writes over the same version win', async () => {
      await put('k', 'before');
      const version = await versionOf('k');
      const writes = Array.from({ length: 100 }, (_, nth) => shared.compareAndSet('k', version, nth, MINUTE));
      const results = await Promise.all(writes);
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await shared.get('k')).toMatchObject({ value: results.indexOf(true) });
    });

    it('keeps a value until it expires', async () => {
      await put('k', 1);
      await pass(MINUTE / 2);
      expect(await shared.get('k')).toMatchObject({ value: 1 });
      expect(valuesOf(await shared.list('k'))).toEqual([['k', 1]]);
      await pass(MINUTE / 2 + 1);
      expect(await shared.get('k')).toBeUndefined();
      expect(await shared.list('k')).toEqual([]);
    });

    it('keeps a value longer that was written again', async () => {
      await put('k', 1);
      await pass(MINUTE / 2);
      await shared.compareAndSet('k', await versionOf('k'), 2, MINUTE);
      await pass(MINUTE / 2 + 1);
      expect(await shared.get('k')).toMatchObject({ value: 2 });
    });

    it.each([false, true])('accepts a new value in place of an expired one, deleted or not: %s', async (isSwept) => {
      await put('k', 1);
      const old = await versionOf('k');
      await pass(MINUTE + 1);
      if (isSwept) await shared.forgetExpired();
      expect(await shared.compareAndSet('k', old, 2, MINUTE)).toBe(false);
      expect(await put('k', 3)).toBe(true);
      expect(await versionOf('k')).not.toBe(old);
      expect(await shared.compareAndSet('k', old, 4, MINUTE)).toBe(false);
      expect(await shared.get('k')).toMatchObject({ value: 3 });
    });

    it('deletes only expired values', async () => {
      await put('old', 1);
      await pass(MINUTE + 1);
      await put('new', 2);
      await shared.forgetExpired();
      expect(valuesOf(await shared.list(''))).toEqual([['new', 2]]);
    });

    it('lists keys by prefix in order, and takes the prefix literally', async () => {
      for (const key of ['b:2', 'b_1', 'b:10', 'a:1', 'B:1', 'b%']) await put(key, key);
      expect((await shared.list('b:')).map(({ key }) => key)).toEqual(['b:10', 'b:2']);
      expect((await shared.list('b_')).map(({ key }) => key)).toEqual(['b_1']);
      expect((await shared.list('b%')).map(({ key }) => key)).toEqual(['b%']);
      expect((await shared.list('')).map(({ key }) => key)).toEqual(['B:1', 'a:1', 'b%', 'b:10', 'b:2', 'b_1']);
    });
  });
}
