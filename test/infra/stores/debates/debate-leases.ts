import { beforeEach, describe, expect, it } from 'vitest';
import type { DebateStore } from '../../../../src/domain/debates/ports.ts';
import { LeaseLost } from '../../../../src/domain/shared/errors.ts';
import { aDebate, anEndedDebate, kept } from '../../../support/builders.ts';
import type { MakeStores } from '../../../support/services/stores.ts';

const LONG = 60_000;
/** A lease that has expired as soon as it is given. */
const OVER = -1_000;

/** The tests that every `DebateStore` passes for leases and commands. */
export function describeDebateLeases(name: string, make: MakeStores): void {
  describe(`leases of debates in ${name}`, () => {
    let store: DebateStore;
    beforeEach(async () => {
      store = (await make()).debates;
      for (const id of ['dbt_1', 'dbt_2', 'dbt_3']) await store.add(aDebate({ id }));
    });

    const command = (requestedBy: string, debateId = 'dbt_1') =>
      ({ kind: 'CANCEL', debateId, workspaceId: 'wsp_1', requestedBy }) as const;

    async function end(id: string): Promise<void> {
      const claim = await store.claim(id, 'node', LONG);
      await store.save(anEndedDebate({ id }), claim?.fence ?? 0);
    }

    it('have one holder at a time, and a fence that grows', async () => {
      expect(await store.claim('dbt_1', 'one', OVER)).toMatchObject({ fence: 1, debate: { id: 'dbt_1' } });
      expect(await store.claim('dbt_1', 'two', LONG)).toMatchObject({ fence: 2 });
      expect(await store.claim('dbt_1', 'three', LONG)).toBeUndefined();
      expect(await store.claim('dbt_1', 'two', LONG)).toBeUndefined();
    });

    it('go to one holder, however many claim at once', async () => {
      const claims = await Promise.all(Array.from({ length: 12 }, (_, at) => store.claim('dbt_1', `node-${at}`, LONG)));
      expect(claims.filter((claim) => claim !== undefined)).toEqual([expect.objectContaining({ fence: 1 })]);
    });

    it('are not available for an ended or unknown debate', async () => {
      await end('dbt_1');
      await store.releaseOf(() => true);
      expect(await store.claim('dbt_1', 'node', LONG)).toBeUndefined();
      expect(await store.claim('dbt_9', 'node', LONG)).toBeUndefined();
    });

    it('come with the debate as the last holder saved it', async () => {
      const first = await store.claim('dbt_1', 'one', OVER);
      first?.debate.run(new Date('2026-01-01T00:00:09.001Z'), 1);
      first?.debate.enterNextPhase();
      if (first) await store.save(first.debate, first.fence);
      expect(kept((await store.claim('dbt_1', 'two', LONG))?.debate)).toEqual(kept(first?.debate));
    });

    it('that are lost let the former holder write nothing more', async () => {
      const stale = await store.claim('dbt_1', 'one', OVER);
      await store.claim('dbt_1', 'two', LONG);
      stale?.debate.abort('FAILED', 'ERROR', new Date());
      await expect(store.save(stale?.debate ?? aDebate(), 1)).rejects.toThrow(LeaseLost);
      await expect(store.renew('dbt_1', 1, LONG)).rejects.toThrow(LeaseLost);
      expect(await store.find('wsp_1', 'dbt_1')).toMatchObject({ status: 'PENDING', endedAt: null });
    });

    it('are lost when the debate is removed', async () => {
      await store.claim('dbt_1', 'one', LONG);
      await store.remove('wsp_1', 'dbt_1');
      await expect(store.save(aDebate({ id: 'dbt_1' }), 1)).rejects.toThrow(LeaseLost);
      await expect(store.renew('dbt_1', 1, LONG)).rejects.toThrow(LeaseLost);
    });

    it('that have expired still let the holder write until another process claims the debate', async () => {
      const claim = await store.claim('dbt_1', 'one', OVER);
      claim?.debate.run(new Date(), 1);
      await store.save(claim?.debate ?? aDebate(), 1);
      expect(await store.find('wsp_1', 'dbt_1')).toMatchObject({ status: 'RUNNING' });
    });

    it('last longer after a renewal', async () => {
      await store.claim('dbt_1', 'one', OVER);
      await store.renew('dbt_1', 1, LONG);
      expect(await store.claim('dbt_1', 'two', LONG)).toBeUndefined();
    });

    it('are free at once after a release, but not after a release by a former holder', async () => {
      await store.claim('dbt_1', 'one', OVER);
      await store.claim('dbt_1', 'two', LONG);
      await store.release('dbt_1', 1, 'RELEASED');
      expect(await store.claim('dbt_1', 'three', LONG)).toBeUndefined();
      await store.release('dbt_1', 2, 'RELEASED');
      expect(await store.claim('dbt_1', 'three', LONG)).toMatchObject({ fence: 3 });
    });

    it('tell the next holder how the last run ended', async () => {
      expect(await store.claim('dbt_1', 'one', LONG)).toMatchObject({ former: 'RELEASED' });
      await store.release('dbt_1', 1, 'RELEASED');
      expect(await store.claim('dbt_1', 'two', LONG)).toMatchObject({ former: 'RELEASED' });
      await store.release('dbt_1', 2, 'CRASHED');
      expect(await store.claim('dbt_1', 'three', OVER)).toMatchObject({ former: 'CRASHED' });
      expect(await store.claim('dbt_1', 'four', LONG)).toMatchObject({ former: 'CRASHED' });
      await store.releaseOf((holder) => holder === 'four');
      expect(await store.claim('dbt_1', 'five', LONG)).toMatchObject({ former: 'CRASHED' });
    });

    it('of dead holders are all released', async () => {
      await store.claim('dbt_1', 'one', LONG);
      await store.claim('dbt_2', 'two', LONG);
      await store.claim('dbt_3', 'one', LONG);
      await store.releaseOf((holder) => holder === 'one');
      expect(await store.unheld(10)).toEqual(['dbt_1', 'dbt_3']);
      await store.releaseOf(() => true);
      expect(await store.unheld(10)).toEqual(['dbt_1', 'dbt_2', 'dbt_3']);
    });

    it('without a holder are listed, the oldest first, without ended debates', async () => {
      await end('dbt_1');
      expect(await store.unheld(10)).toEqual(['dbt_2', 'dbt_3']);
      await store.claim('dbt_2', 'one', LONG);
      expect(await store.unheld(10)).toEqual(['dbt_3']);
      await store.renew('dbt_2', 1, OVER);
      expect(await store.unheld(10)).toEqual(['dbt_2', 'dbt_3']);
      expect(await store.unheld(1)).toEqual(['dbt_2']);
    });

    it('are open, held or not, until the last one has ended', async () => {
      expect(await store.hasOpen()).toBe(true);
      for (const id of ['dbt_2', 'dbt_3']) await end(id);
      expect(await store.hasOpen()).toBe(true);
      await store.claim('dbt_1', 'one', LONG);
      expect(await store.hasOpen()).toBe(true);
      await store.release('dbt_1', 1, 'RELEASED');
      await end('dbt_1');
      expect(await store.hasOpen()).toBe(false);
    });

    it('that are valid are listed with their holder for all workspaces, without ended debates', async () => {
      await end('dbt_1');
      await store.add(aDebate({ id: 'dbt_4', workspaceId: 'wsp_2' }));
      await store.claim('dbt_2', 'one', OVER);
      await store.claim('dbt_3', 'one', LONG);
      await store.claim('dbt_4', 'two', LONG);
      const expiresAt = expect.any(Date);
      const held = [
        { debateId: 'dbt_3', workspaceId: 'wsp_1', holder: 'one', expiresAt },
        { debateId: 'dbt_4', workspaceId: 'wsp_2', holder: 'two', expiresAt },
      ];
      const [first] = await store.leases();
      expect(await store.leases()).toEqual(held);
      await store.release('dbt_4', 1, 'RELEASED');
      await store.renew('dbt_3', 1, 2 * LONG);
      expect(await store.leases()).toEqual(held.slice(0, 1));
      const [renewed] = await store.leases();
      expect(Number(renewed?.expiresAt) - Number(first?.expiresAt)).toBeGreaterThanOrEqual(LONG);
    });

    it('keep commands in order until the debate has ended', async () => {
      await store.command(command('ann'));
      await store.command(command('bob'));
      await store.command(command('cy', 'dbt_2'));
      expect(await store.commandsOf('dbt_1')).toMatchObject([command('ann'), command('bob')]);
      await end('dbt_1');
      expect(await store.commandsOf('dbt_1')).toEqual([]);
      expect(await store.commandsOf('dbt_2')).toMatchObject([command('cy', 'dbt_2')]);
    });

    it('keep the text of an interjection, and drop the commands that were executed', async () => {
      await store.command({ ...command('ann'), kind: 'INTERJECT', text: 'Mind the cost.' });
      await store.command(command('bob'));
      const [said] = await store.commandsOf('dbt_1');
      expect(said).toMatchObject({ kind: 'INTERJECT', requestedBy: 'ann', text: 'Mind the cost.' });
      await store.consume([said?.id ?? '']);
      expect(await store.commandsOf('dbt_1')).toMatchObject([{ kind: 'CANCEL', requestedBy: 'bob', text: null }]);
    });

    it('accept no command for a debate that has ended, is unknown or is in another workspace', async () => {
      expect(await store.command(command('ann'))).toBe(true);
      expect(await store.command({ ...command('ann', 'dbt_2'), workspaceId: 'wsp_2' })).toBe(false);
      expect(await store.command(command('ann', 'dbt_9'))).toBe(false);
      await end('dbt_1');
      expect(await store.command(command('ann'))).toBe(false);
      const unclaimed = aDebate({ id: 'dbt_3' });
      unclaimed.abort('CANCELLED', 'CANCELLED', new Date());
      expect(await store.saveUnclaimed(unclaimed)).toBe(true);
      expect(await store.command(command('ann', 'dbt_3'))).toBe(false);
      for (const id of ['dbt_1', 'dbt_2', 'dbt_3', 'dbt_9']) expect(await store.commandsOf(id)).toEqual([]);
    });
  });
}
