import { beforeEach, describe, expect, it } from 'vitest';
import { Idempotency } from '../../../src/domain/shared/idempotency.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import type { MakeStores, Stores } from '../../support/services/stores.ts';

const REF = { workspaceId: 'wsp_1', operation: 'doThing', key: 'k' };
const PRINT = 'a'.repeat(64);

/** What every `IdempotencyStore` promises. */
export function describeIdempotencyStore(name: string, make: MakeStores): void {
  describe(`results by key, kept in ${name}`, () => {
    let stores: Stores;
    let idempotency: Idempotency;
    beforeEach(async () => {
      stores = await make();
      idempotency = new Idempotency(stores.idempotency, stores.atomically);
    });

    it.each<Json>([null, 'dbt_1', '"quoted"', '12', 7, true, [], [1, null], {}, { value: { value: 1 } }])(
      'are given back as they were: %j',
      async (result) => {
        expect(await stores.idempotency.claim(REF, PRINT)).toBeUndefined();
        await stores.idempotency.keep(REF, result);
        expect(await stores.idempotency.claim(REF, 'b'.repeat(64))).toEqual({ fingerprint: PRINT, result });
      },
    );

    it('are apart by workspace, operation and key', async () => {
      await stores.idempotency.claim(REF, PRINT);
      for (const other of [{ workspaceId: 'wsp_2' }, { operation: 'doOther' }, { key: 'K' }]) {
        expect(await stores.idempotency.claim({ ...REF, ...other }, PRINT)).toBeUndefined();
      }
    });

    it('are not kept when the work fails', async () => {
      const failing = stores.atomically(async () => {
        await stores.idempotency.claim(REF, PRINT);
        await stores.idempotency.keep(REF, 'half done');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await stores.idempotency.claim(REF, PRINT)).toBeUndefined();
    });

    it('make 20 requests at once have one effect and one answer', async () => {
      let count = 0;
      const work = async () => {
        const nth = ++count;
        await stores.log.append({ workspaceId: 'wsp_1', stream: 'dbt_1' }, [{ kind: 'thing.done', data: { nth } }]);
        return nth;
      };
      const requests = Array.from({ length: 20 }, () => idempotency.once(REF, 'k', { a: 1 }, work));
      expect(new Set(await Promise.all(requests))).toEqual(new Set([1]));
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
      const requests = Array.from({ length: 4 }, () => idempotency.once(REF, 'k', {}, work));
      const results = await Promise.allSettled(requests);
      expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
      const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(answers).toEqual([2, 2, 2]);
    });
  });
}
