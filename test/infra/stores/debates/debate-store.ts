import { beforeEach, describe, expect, it } from 'vitest';
import type { Debate } from '../../../../src/domain/debates/debate.ts';
import type { DebateStore } from '../../../../src/domain/debates/ports.ts';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { LeaseLost } from '../../../../src/domain/shared/errors.ts';
import { aDebate, aDecision, anAnswer, anEndedDebate, kept } from '../../../support/builders.ts';
import type { MakeStores, Stores } from '../../../support/services/stores.ts';

/** The tests that every `DebateStore` passes for storing debates. Leases are tested in `debate-leases`. */
export function describeDebateStore(name: string, make: MakeStores): void {
  describe(`debates in ${name}`, () => {
    let store: DebateStore;
    beforeEach(async () => {
      store = (await make()).debates;
    });

    async function add(id: string, workspaceId = 'wsp_1') {
      const debate = aDebate({ id, workspaceId });
      await store.add(debate);
      return debate;
    }

    it('are returned as they were added, to the millisecond', async () => {
      const debate = await add('dbt_1');
      expect(kept(await store.find('wsp_1', 'dbt_1'))).toEqual(kept(debate));
    });

    it('are returned with all their turns and their verdict', async () => {
      const ended = anEndedDebate({ id: 'dbt_1' });
      await add('dbt_1');
      const claim = await store.claim('dbt_1', 'node', 60_000);
      await store.save(ended, claim?.fence ?? 0);
      const found = await store.find('wsp_1', 'dbt_1');
      expect(kept(found)).toEqual(kept(ended));
      expect(found).toMatchObject({ status: 'COMPLETED', outcome: 'DECIDED', verdict: { winner: 'x' } });
    });

    it('are read whole after every step of a run, alone, in lists and by the next process', async () => {
      const stores = await make();
      const wanted = { id: 'dbt_1', protocol: { maxRounds: 12 } };
      const run = await started(stores, wanted);
      while (!run.debate.isEnded) {
        step(run.debate);
        await run.save();
        const [found] = await stores.debates.page('wsp_1', { order: 'NEWEST_FIRST', from: 'START', limit: 9 });
        expect(kept(found)).toEqual(kept(run.debate));
        expect(kept(await stores.debates.find('wsp_1', 'dbt_1'))).toEqual(kept(run.debate));
        if (run.debate.seq % 20 === 0) await run.handOver();
      }
      expect(run.debate.seq).toBeGreaterThan(100);
    });

    it('are not changed by a run whose step was undone, or whose debate was taken over', async () => {
      const stores = await make();
      const run = await started(stores, { id: 'dbt_1' });
      await run.save();
      const before = kept(await stores.debates.find('wsp_1', 'dbt_1'));
      step(run.debate);
      const undone = stores.atomically(async () => {
        await run.save();
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(kept(await stores.debates.find('wsp_1', 'dbt_1'))).toEqual(before);

      const stale = await started(stores, { id: 'dbt_2' });
      await stale.save();
      await stores.debates.release('dbt_2', stale.fence(), 'CRASHED');
      await stores.debates.claim('dbt_2', 'other', 60_000);
      step(stale.debate);
      await expect(stale.save()).rejects.toThrow(LeaseLost);
      expect((await stores.debates.find('wsp_1', 'dbt_2'))?.turns).toEqual([]);
    });

    it('do not change when a caller changes its own copy', async () => {
      await add('dbt_1');
      const mine = await store.find('wsp_1', 'dbt_1');
      mine?.abort('CANCELLED', 'CANCELLED', new Date());
      expect(await store.find('wsp_1', 'dbt_1')).toMatchObject({ status: 'PENDING' });
    });

    it('keep text with characters that no database can store, with U+FFFD instead', async () => {
      const debate = aDebate({ id: 'dbt_1', decision: aDecision({ task: 'Which \uD800 one?' }) });
      await store.add(debate);
      const claim = await store.claim('dbt_1', 'node', 60_000);
      claim?.debate.run(new Date(), 1);
      claim?.debate.enterNextPhase();
      claim?.debate.answer(turnRequestOf(claim.debate, 'ann'), anAnswer({ text: 'a\0b\uDC00' }), new Date());
      if (claim) await store.save(claim.debate, claim.fence);
      const found = await store.find('wsp_1', 'dbt_1');
      expect(found?.decision.task).toBe('Which \uFFFD one?');
      expect(found?.turns[0]?.text).toBe('a\uFFFDb\uFFFD');
    });

    it('have unique ids', async () => {
      await add('dbt_1');
      await expect(add('dbt_1')).rejects.toThrow();
      await expect(add('dbt_1', 'wsp_2')).rejects.toThrow();
    });

    it('are found many at a time, without unknown ones', async () => {
      for (const id of ['dbt_1', 'dbt_2', 'dbt_3']) await add(id);
      const found = await store.findMany('wsp_1', ['dbt_3', 'dbt_9', 'dbt_1']);
      expect(found.map((debate) => debate.id).sort()).toEqual(['dbt_1', 'dbt_3']);
      expect(await store.findMany('wsp_1', [])).toEqual([]);
    });

    it('are invisible to another workspace', async () => {
      await add('dbt_1');
      expect(await store.remove('wsp_2', 'dbt_1')).toBe(false);
      expect(await store.find('wsp_2', 'dbt_1')).toBeUndefined();
      expect(await store.findMany('wsp_2', ['dbt_1'])).toEqual([]);
      expect(await store.page('wsp_2', { order: 'NEWEST_FIRST', from: 'START', limit: 10 })).toEqual([]);
      expect(await store.count('wsp_2', {})).toBe(0);
      expect(await store.find('wsp_1', 'dbt_1')).toBeDefined();
    });

    it('are removed with their commands', async () => {
      await add('dbt_1');
      await store.command({ kind: 'CANCEL', debateId: 'dbt_1', workspaceId: 'wsp_1', requestedBy: 'usr_1' });
      expect(await store.remove('wsp_1', 'dbt_1')).toBe(true);
      expect(await store.find('wsp_1', 'dbt_1')).toBeUndefined();
      expect(await store.commandsOf('dbt_1')).toEqual([]);
    });

    it('can be ended without a lease only while no process has claimed them', async () => {
      const cancelled = await add('dbt_1');
      cancelled.abort('CANCELLED', 'CANCELLED', new Date('2026-01-01T00:00:05.006Z'));
      expect(await store.saveUnclaimed(cancelled)).toBe(true);
      expect(kept(await store.find('wsp_1', 'dbt_1'))).toEqual(kept(cancelled));
      expect(await store.saveUnclaimed(cancelled)).toBe(false);

      const taken = await add('dbt_2');
      await store.claim('dbt_2', 'node', -1_000);
      taken.abort('CANCELLED', 'CANCELLED', new Date());
      expect(await store.saveUnclaimed(taken)).toBe(false);
      expect(await store.find('wsp_1', 'dbt_2')).toMatchObject({ status: 'PENDING' });
    });
  });
}

/** A debate in its first run, and how the run saves it. */
async function started({ debates, log, atomically }: Stores, wanted: Parameters<typeof aDebate>[0]) {
  const debate = aDebate(wanted);
  const { id, workspaceId } = debate;
  const append = () => log.append({ workspaceId, stream: id }, run.debate.takeNews());
  const run = {
    debate,
    fence: () => fence,
    save: () =>
      atomically(async () => {
        await debates.save(run.debate, fence);
        await append();
      }),
    /** To another process, as after a crash. */
    handOver: async () => {
      await debates.release(id, fence, 'CRASHED');
      const next = await debates.claim(id, 'other', 60_000);
      if (!next) throw new Error('Nothing to claim.');
      expect(kept(next.debate)).toEqual(kept(run.debate));
      fence = next.fence;
      run.debate = next.debate;
    },
  };
  await debates.add(debate);
  await append();
  const claim = await debates.claim(id, 'node', 60_000);
  if (!claim) throw new Error('Nothing to claim.');
  let { fence } = claim;
  run.debate = claim.debate;
  run.debate.run(new Date(), 1);
  run.debate.enterNextPhase();
  return run;
}

/** One answer, or the next phase, or the end. */
function step(debate: Debate): void {
  const [next] = debate.awaited;
  const at = new Date('2026-01-01T00:00:05.006Z');
  // Each round changes every position, so that there are many.
  const position = ['x', 'y'][(debate.phase?.round ?? 0) % 2] ?? 'x';
  if (next) debate.answer(turnRequestOf(debate, next.id), anAnswer({ position, evidence: ['e1'] }), at);
  else if (debate.enterNextPhase() !== undefined) debate.abort('FAILED', 'ERROR', at);
}
