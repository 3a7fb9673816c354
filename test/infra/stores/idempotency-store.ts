import { beforeEach, describe, expect, it } from 'vitest';
import { CLAIM_MS, Idempotency } from '../../../src/domain/shared/idempotency.ts';
import type { Claim, KeyRef } from '../../../src/domain/shared/idempotency-store.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import { systemClock, systemIds } from '../../../src/infra/runtime.ts';
import type { Stores } from '../../support/services/stores.ts';

const SCOPE = { workspaceId: 'wsp_1', userId: 'usr_1', operation: 'doThing' };
const REF: KeyRef = { ...SCOPE, key: 'k' };
const REQUEST = { scope: SCOPE, key: 'k', input: { a: 1 } };
const PRINT = 'a'.repeat(64);
const OTHER_PRINT = 'b'.repeat(64);

function by(holder: string, wish: Partial<Claim> = {}): Claim {
  return { fingerprint: PRINT, holder, forMs: CLAIM_MS, ...wish };
}

/** A store, and a function that lets time pass for its claims. */
export type MakeIdempotencyStores = () => Promise<{ stores: Stores; pass: (ms: number) => Promise<void> }>;

/** The tests that every `IdempotencyStore` passes. */
export function describeIdempotencyStore(name: string, make: MakeIdempotencyStores): void {
  describe(`idempotency keys in ${name}`, () => {
    let stores: Stores;
    let pass: (ms: number) => Promise<void>;
    let idempotency: Idempotency;
    beforeEach(async () => {
      ({ stores, pass } = await make());
      const { idempotency: store, atomically } = stores;
      idempotency = new Idempotency({ store, atomically, clock: systemClock, ids: systemIds() });
    });

    describe('the results', () => {
      it.each<Json>([null, 'dbt_1', '"quoted"', '12', 7, true, [], [1, null], {}, { value: { value: 1 } }])(
        'are returned as they were stored: %j',
        async (result) => {
          const { idempotency: store } = stores;
          expect(await store.claim(REF, by('one'))).toMatchObject({ state: 'TAKEN' });
          expect(await store.settle(REF, 'one', result)).toBe(true);
          const settled = { state: 'SETTLED', fingerprint: PRINT, result };
          expect(await store.claim(REF, by('two', { fingerprint: OTHER_PRINT }))).toMatchObject(settled);
        },
      );

      it('are separate by workspace, user, operation and key', async () => {
        await stores.idempotency.claim(REF, by('one'));
        for (const other of [{ workspaceId: 'wsp_2' }, { userId: 'usr_2' }, { operation: 'doOther' }, { key: 'K' }]) {
          expect(await stores.idempotency.claim({ ...REF, ...other }, by('two'))).toMatchObject({ state: 'TAKEN' });
        }
      });

      it('are not stored when the work fails', async () => {
        const failing = stores.atomically(async () => {
          await stores.idempotency.claim(REF, by('one'));
          await stores.idempotency.settle(REF, 'one', 'half done');
          throw new Error('no');
        });
        await expect(failing).rejects.toThrow('no');
        expect(await stores.idempotency.claim(REF, by('two'))).toMatchObject({ state: 'TAKEN' });
      });

      it('give 20 concurrent requests one effect and one result', async () => {
        let count = 0;
        const work = async () => {
          const nth = ++count;
          await stores.log.append({ workspaceId: 'wsp_1', stream: 'dbt_1' }, [{ kind: 'thing.done', data: { nth } }]);
          return nth;
        };
        const outcomes = await Promise.all(Array.from({ length: 20 }, () => idempotency.once(REQUEST, work)));
        expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set([1]));
        expect(count).toBe(1);
        expect(await stores.log.read({ workspaceId: 'wsp_1', stream: 'dbt_1' }, 0, 10)).toHaveLength(1);
      });

      it('let the next request do the work when the first one fails', async () => {
        let count = 0;
        const work = async () => {
          count++;
          if (count === 1) throw new Error('no');
          return count;
        };
        const requests = Array.from({ length: 4 }, () => idempotency.once(REQUEST, work));
        const results = await Promise.allSettled(requests);
        expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
        const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.result] : []));
        expect(done).toEqual([2, 2, 2]);
      });
    });

    describe('the claims', () => {
      it('keep other holders away while they last', async () => {
        await stores.idempotency.claim(REF, by('one'));
        await pass(CLAIM_MS - 5_000);
        expect(await stores.idempotency.claim(REF, by('two'))).toMatchObject({ state: 'HELD', fingerprint: PRINT });
      });

      it('pass to another holder with the same input when they expire, and not back', async () => {
        const { idempotency: store } = stores;
        const first = await store.claim(REF, by('one'));
        await pass(CLAIM_MS + 1);
        expect(await store.claim(REF, by('two', { fingerprint: OTHER_PRINT }))).toMatchObject({ state: 'HELD' });
        const second = await store.claim(REF, by('two'));
        expect([first.state, second.state]).toEqual(['TAKEN', 'TAKEN']);
        expect(await store.settle(REF, 'one', 'too late')).toBe(false);
        await store.release(REF, 'one');
        expect(await store.settle(REF, 'two', 'in time')).toBe(true);
        expect(await store.claim(REF, by('three'))).toMatchObject({ state: 'SETTLED', result: 'in time' });
      });

      it('are released by their holder', async () => {
        await stores.idempotency.claim(REF, by('one'));
        await stores.idempotency.release(REF, 'one');
        const another = by('two', { fingerprint: OTHER_PRINT });
        expect(await stores.idempotency.claim(REF, another)).toMatchObject({ state: 'TAKEN' });
      });

      it('are taken by one of 20 concurrent requests, and all get its result', async () => {
        let count = 0;
        const work = async () => {
          await systemClock.sleep(20);
          return ++count;
        };
        const outcomes = await Promise.all(Array.from({ length: 20 }, () => idempotency.outside(REQUEST, work)));
        expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set([1]));
        expect(outcomes.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
      });

      it('of a dead holder are taken over by one of 20 concurrent requests, with the ids of the first', async () => {
        const ids: string[] = [];
        const dying = Promise.withResolvers<void>();
        void idempotency.outside(REQUEST, async (claim) => {
          ids.push(claim.ids.next('thg'));
          dying.resolve();
          return new Promise<never>(() => {});
        });
        await dying.promise;
        await pass(CLAIM_MS + 1);
        const work = async (claim: { readonly ids: { next(prefix: string): string } }) => {
          ids.push(claim.ids.next('thg'));
          return ids.at(-1) ?? '';
        };
        const outcomes = await Promise.all(Array.from({ length: 20 }, () => idempotency.outside(REQUEST, work)));
        expect(ids).toHaveLength(2);
        expect(new Set([...ids, ...outcomes.map(({ result }) => result)]).size).toBe(1);
      });
    });
  });
}
