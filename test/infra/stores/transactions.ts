import { beforeEach, describe, expect, it } from 'vitest';
import { aDebate, anEvent } from '../../support/builders.ts';
import type { MakeStores, Stores } from '../../support/services/stores.ts';

/** The tests that every `Atomically` passes. */
export function describeTransactions(name: string, make: MakeStores): void {
  describe(`transactions in ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });

    async function write(id: string): Promise<void> {
      await stores.debates.add(aDebate({ id }));
      await stores.log.append({ workspaceId: 'wsp_1', stream: id }, [anEvent()]);
    }
    const eventsOf = (stream: string) => stores.log.read({ workspaceId: 'wsp_1', stream }, 0, 10);
    const find = (id: string) => stores.debates.find('wsp_1', id);

    it('leave nothing when they fail', async () => {
      const failing = stores.atomically(async () => {
        await write('dbt_1');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect([await find('dbt_1'), await eventsOf('dbt_1')]).toEqual([undefined, []]);
    });

    it('keep everything when they succeed, and return the result of the work', async () => {
      expect(await stores.atomically(() => write('dbt_1').then(() => 'done'))).toBe('done');
      expect([(await find('dbt_1'))?.id, (await eventsOf('dbt_1')).length]).toEqual(['dbt_1', 1]);
    });

    it('inside another transaction are part of it', async () => {
      const failing = stores.atomically(async () => {
        await stores.atomically(() => write('dbt_1'));
        expect((await find('dbt_1'))?.id).toBe('dbt_1');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect([await find('dbt_1'), await eventsOf('dbt_1')]).toEqual([undefined, []]);
    });

    it('run their after-commit callbacks once they are committed, and never after a rollback', async () => {
      const told: string[] = [];
      const tell = (what: string) => stores.afterCommit(async () => told.push(`${what}: ${(await find('dbt_1'))?.id}`));
      const failing = stores.atomically(async () => {
        await tell('undone');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await stores.atomically(async () => {
        await stores.atomically(() => tell('inside'));
        await write('dbt_1');
        expect(told).toEqual([]);
      });
      expect(told).toEqual(['inside: dbt_1']);
      await tell('without');
      expect(told).toEqual(['inside: dbt_1', 'without: dbt_1']);
    });

    it('show a concurrent reader nothing that is not committed', async () => {
      const written = Promise.withResolvers<void>();
      const rollBack = Promise.withResolvers<void>();
      const failing = stores.atomically(async () => {
        await write('dbt_1');
        written.resolve();
        await rollBack.promise;
        throw new Error('no');
      });
      await written.promise;
      const seen = Promise.all([find('dbt_1'), eventsOf('dbt_1'), stores.debates.count('wsp_1', {})]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      rollBack.resolve();
      await expect(failing).rejects.toThrow('no');
      expect(await seen).toEqual([undefined, [], 0]);
    });

    it('do not include concurrent writes from outside', async () => {
      const begun = Promise.withResolvers<void>();
      const rollBack = Promise.withResolvers<void>();
      const failing = stores.atomically(async () => {
        await write('dbt_1');
        begun.resolve();
        await rollBack.promise;
        throw new Error('no');
      });
      await begun.promise;
      const beside = write('dbt_2');
      await new Promise((resolve) => setTimeout(resolve, 50));
      rollBack.resolve();
      await Promise.all([beside, expect(failing).rejects.toThrow('no')]);
      expect([await find('dbt_1'), (await find('dbt_2'))?.id]).toEqual([undefined, 'dbt_2']);
    });

    it('are isolated from each other when there are many at once', async () => {
      const ids = Array.from({ length: 24 }, (_, at) => `dbt_${at}`);
      const fails = (id: string) => Number(id.slice(4)) % 3 === 0;
      const one = async (id: string) => {
        await write(id);
        await new Promise((resolve) => setTimeout(resolve, Number(id.slice(4)) % 5));
        if (fails(id)) throw new Error('no');
      };
      const reading = Array.from({ length: 10 }, () => stores.debates.findMany('wsp_1', ids.filter(fails)));
      const writing = Promise.allSettled(ids.map((id) => stores.atomically(() => one(id))));
      const readingOn = Array.from({ length: 10 }, () => stores.debates.findMany('wsp_1', ids.filter(fails)));
      await writing;
      expect((await Promise.all([...reading, ...readingOn])).flat()).toEqual([]);
      const kept = (await stores.debates.findMany('wsp_1', ids)).map((debate) => debate.id);
      expect(kept.sort()).toEqual(ids.filter((id) => !fails(id)).sort());
      for (const id of ids) expect(await eventsOf(id)).toHaveLength(fails(id) ? 0 : 1);
    });
  });
}
