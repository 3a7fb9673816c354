import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Signals } from '../../../../src/domain/shared/signals.ts';
import { rebaseForeignLog } from '../../../../src/infra/events/postgres/rebase.ts';
import { anEvent } from '../../../support/builders.ts';
import type { TestDatabase } from '../../../support/services/databases.ts';
import type { Stores } from '../../../support/services/stores.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { Effects } from '../../events/effects.ts';

/** The tests that reactors pass over a database. */
export function describeReactors(name: string, get: () => TestDatabase): void {
  describe(`reactors over ${name}`, () => {
    let stores: Stores;
    let effects: Effects;
    let failures: Signals['reactorFailed'][];
    beforeEach(async () => {
      stores = await get().stores();
      failures = [];
      const emit = (_: string, detail: object) => void failures.push(detail as Signals['reactorFailed']);
      effects = new Effects(get().database, emit);
      await effects.create();
    });
    afterEach(() => effects.remove());

    async function record(stream: string, count: number): Promise<void> {
      const events = Array.from({ length: count }, () => anEvent());
      await stores.log.append({ workspaceId: 'wsp_1', stream }, events);
    }
    const run = (sql: string) => get().database.use((em) => em.execute(sql));
    const places = (stream: string, count: number) => Array.from({ length: count }, (_, at) => `${stream}/${at + 1}`);

    /** Open transactions of others on the same server may hold events back for a while. */
    async function dispatchUntilTaken(reactor: string, count: number): Promise<void> {
      const taken = async () => {
        await effects.dispatch(effects.reactor(reactor));
        return (await effects.taken(reactor)).length;
      };
      await expect.poll(taken, PATIENCE).toBeGreaterThanOrEqual(count);
    }

    it('process every event of every stream once', async () => {
      for (const stream of ['s1', 's2', 's3']) await record(stream, 7);
      await dispatchUntilTaken('a', 21);
      await record('s1', 1);
      await dispatchUntilTaken('a', 22);
      expect(await effects.taken()).toEqual([...['s1', 's2', 's3'].flatMap((one) => places(one, 7)), 's1/8']);
    });

    it('have each effect once although their transactions fail repeatedly after they wrote', async () => {
      await record('s1', 60);
      let calls = 0;
      const failing = effects.reactor('a', async () => {
        if (++calls % 3 !== 0) throw new Error('no');
      });
      const taken = async () => {
        await effects.dispatch(failing);
        await effects.endPauses();
        return (await effects.taken()).length;
      };
      await expect.poll(taken, PATIENCE).toBeGreaterThanOrEqual(60);
      expect(await effects.taken()).toEqual(places('s1', 60));
      expect(failures.length).toBeGreaterThan(5);
    });

    it('process the events before one that the database rejects, and name that event', async () => {
      await record('s1', 4);
      const refusing = effects.reactor('a', async (events) => {
        if (events.some(({ seq }) => seq === 3)) await run('select 1 / 0');
      });
      const failed = async () => {
        await effects.dispatch(refusing);
        return failures.length;
      };
      await expect.poll(failed, PATIENCE).toBe(1);
      expect(failures).toMatchObject([{ reactor: 'a', workspaceId: 'wsp_1', stream: 's1', seq: 3 }]);
      expect(await effects.taken()).toEqual(['s1/1', 's1/2']);
      await effects.endPauses();
      await dispatchUntilTaken('a', 4);
      expect(await effects.taken()).toEqual(places('s1', 4));
    });

    it('lose and double nothing when the log is restored on a server with lower transaction ids', async () => {
      await record('s1', 4);
      await dispatchUntilTaken('a', 4);
      await record('s2', 4);
      await dispatchUntilTaken('b', 8);
      await record('s1', 2);
      const LATER = '(transaction_id::text::numeric + 1000000000000)::text::xid8';
      for (const table of ['events', 'reactor_checkpoints']) await run(`update ${table} set transaction_id = ${LATER}`);
      await effects.dispatch(effects.reactor('a'));
      expect(await effects.taken('a')).toHaveLength(4);

      expect(await rebaseForeignLog(get().database)).toBe(true);
      expect(await rebaseForeignLog(get().database)).toBe(false);
      await record('s3', 1);
      for (const reactor of ['a', 'b', 'new']) {
        await dispatchUntilTaken(reactor, 11);
        const taken = await effects.taken(reactor);
        expect([...taken].sort()).toEqual([...places('s1', 6), ...places('s2', 4), 's3/1'].sort());
        for (const stream of ['s1', 's2']) {
          const own = taken.filter((place) => place.startsWith(stream));
          expect(own).toEqual(places(stream, own.length));
        }
      }
    });

    it('do not change a log of the same server', async () => {
      expect(await rebaseForeignLog(get().database)).toBe(false);
      await record('s1', 3);
      await dispatchUntilTaken('a', 3);
      expect(await rebaseForeignLog(get().database)).toBe(false);
    });
  });
}
