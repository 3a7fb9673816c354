import { beforeEach, describe, expect, it } from 'vitest';
import type { SecondFactorStore } from '../../../../src/domain/access/ports.ts';
import { at, atOnce, aUser, type MakeAccessStores } from '../../../support/access-stores.ts';

const [ANN, BOB, CY] = [aUser('ann'), aUser('bob'), aUser('cy')];

/** The tests that every `SecondFactorStore` passes. */
export function describeSecondFactorStore(name: string, make: MakeAccessStores): void {
  describe(`second factors in ${name}`, () => {
    let store: SecondFactorStore;
    beforeEach(async () => {
      const stores = await make();
      store = stores.secondFactors;
      for (const user of [ANN, BOB, CY]) await stores.users.add(user);
      await store.save(ANN, 'SECRETOFANN');
      await store.save(BOB, 'SECRETOFBOB');
      await store.confirm(ANN.id, ['hash 1', 'hash 2'], at(1));
    });

    it('are confirmed one by one, and found among several users', async () => {
      expect(await store.find(ANN)).toEqual({
        ...{ secret: 'SECRETOFANN', confirmedAt: at(1), lastStep: null, recovery: ['hash 1', 'hash 2'] },
      });
      expect([await store.isConfirmed(ANN.id), await store.isConfirmed(BOB.id)]).toEqual([true, false]);
      expect(await store.confirmedAmong([ANN.id, BOB.id, CY.id, 'usr_none'])).toEqual(new Set([ANN.id]));
      expect(await store.confirmedAmong([BOB.id])).toEqual(new Set());
      expect(await store.confirmedAmong([])).toEqual(new Set());
      await store.remove(ANN.id);
      expect(await store.confirmedAmong([ANN.id])).toEqual(new Set());
    });

    it('accept each code once, also when it comes many times at once', async () => {
      expect((await atOnce(5, () => store.takeStep(ANN.id, 7))).filter(Boolean)).toHaveLength(1);
      expect(await store.takeStep(ANN.id, 6)).toBe(false);
      expect((await atOnce(5, () => store.takeRecovery(ANN.id, 'hash 1'))).filter(Boolean)).toHaveLength(1);
      expect((await store.find(ANN))?.recovery).toEqual(['hash 2']);
    });
  });
}
