import { beforeEach, describe, expect, it } from 'vitest';
import { type CallUsage, NO_CALLS } from '../../../src/domain/usage/call-usage.ts';
import type { CountedCalls, CountedDebates, CountedStream } from '../../../src/domain/usage/ports.ts';
import type { MakeStores, Stores } from '../../support/services/stores.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

/** The tests that every `UsageStore` passes. */
export function describeUsageStore(name: string, make: MakeStores): void {
  describe(`usage in ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });

    function calls(wanted: Partial<CountedCalls> = {}, usage: Partial<CallUsage> = { calls: 1 }): CountedCalls {
      const usual = { workspaceId: 'wsp_1', day: '2026-01-01', agentId: 'ann', model: 'openai:gpt' };
      return { ...usual, ...wanted, usage: { ...NO_CALLS, ...usage } };
    }
    const debate = (wanted: Partial<CountedDebates> = {}): CountedDebates => {
      return { workspaceId: 'wsp_1', day: '2026-01-01', moment: 'STARTED', debates: 1, ...wanted };
    };
    const add = (counted: { calls?: CountedCalls[]; debates?: CountedDebates[]; streams?: CountedStream[] }) =>
      stores.atomically(() => stores.usage.add({ calls: [], debates: [], streams: [], ...counted }));

    it('is empty at first', async () => {
      expect(await stores.usage.calls('wsp_1', YEAR, [], 10)).toEqual([]);
      expect(await stores.usage.calls('wsp_1', YEAR, ['DAY'], 10)).toEqual([]);
      expect(await stores.usage.debates('wsp_1', YEAR)).toEqual([]);
    });

    it('is added up, every number separately', async () => {
      const spent = {
        ...{ calls: 2, failedCalls: 1, unpricedCalls: 1, estimatedCalls: 1 },
        ...{ inputTokens: 9_007_199_254_740, outputTokens: 7, knownCostUsd: 0.000_001 },
      };
      await add({ calls: [calls({}, spent)] });
      await add({ calls: [calls({}, spent), calls({}, { calls: 1, knownCostUsd: 1.5 })] });
      const [all] = await stores.usage.calls('wsp_1', YEAR, [], 10);
      const { knownCostUsd, ...counts } = all?.usage ?? NO_CALLS;
      expect(all).toMatchObject({ day: null, agentId: null, model: null });
      expect(counts).toEqual({
        ...{ calls: 5, failedCalls: 2, unpricedCalls: 2, estimatedCalls: 2 },
        ...{ inputTokens: 18_014_398_509_480, outputTokens: 14 },
      });
      expect(knownCostUsd).toBeCloseTo(1.500_002, 12);
    });

    it('is grouped as requested, in order, up to the limit', async () => {
      const [one, two] = ['2026-01-01', '2026-01-02'];
      const rows = [
        calls({ day: two, agentId: 'bob', model: 'b:x' }),
        calls({ day: one, agentId: 'bob', model: 'a:y' }),
        calls({ day: one, agentId: 'Ann', model: 'b:x' }),
        calls({ day: one, agentId: 'ann', model: 'b:x' }),
      ];
      await add({ calls: rows });
      const by = async (groups: Parameters<typeof stores.usage.calls>[2], limit = 10) =>
        (await stores.usage.calls('wsp_1', YEAR, groups, limit)).map(({ usage, ...group }) => [
          Object.values(group)
            .filter((value) => value !== null)
            .join(' '),
          usage.calls,
        ]);
      expect(await by(['DAY'])).toEqual([
        [one, 3],
        [two, 1],
      ]);
      expect(await by(['AGENT'])).toEqual([
        ['Ann', 1],
        ['ann', 1],
        ['bob', 2],
      ]);
      expect(await by(['MODEL', 'AGENT'])).toEqual([
        ['Ann b:x', 1],
        ['ann b:x', 1],
        ['bob a:y', 1],
        ['bob b:x', 1],
      ]);
      expect(await by(['AGENT'], 2)).toEqual([
        ['Ann', 1],
        ['ann', 1],
      ]);
    });

    it('is that of the requested days, both included, and of one workspace', async () => {
      const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
      await add({ calls: days.map((day) => calls({ day })), debates: days.map((day) => debate({ day })) });
      await add({ calls: [calls({ workspaceId: 'wsp_2' })], debates: [debate({ workspaceId: 'wsp_2' })] });
      const window = { from: '2026-01-02', to: '2026-01-03' };
      expect((await stores.usage.calls('wsp_1', window, ['DAY'], 10)).map(({ day }) => day)).toEqual(days.slice(1, 3));
      expect((await stores.usage.debates('wsp_1', window)).map(({ day }) => day)).toEqual(days.slice(1, 3));
      expect(await stores.usage.debates('wsp_2', YEAR)).toEqual([{ day: days[0], moment: 'STARTED', debates: 1 }]);
    });

    it('adds up debates by moment, such as their start or decision', async () => {
      await add({ debates: [debate(), debate({ moment: 'DECIDED' })] });
      await add({ debates: [debate({ debates: 2 })] });
      expect(await stores.usage.debates('wsp_1', YEAR)).toEqual([
        { day: '2026-01-01', moment: 'DECIDED', debates: 1 },
        { day: '2026-01-01', moment: 'STARTED', debates: 3 },
      ]);
    });

    it('remembers the last counted event of each debate', async () => {
      const ref = { workspaceId: 'wsp_1', stream: 'dbt_1' };
      const other = { workspaceId: 'wsp_2', stream: 'dbt_1' };
      const stream = { ...ref, counted: 3, shared: 2, agents: { ann: 'openai-api' } };
      expect(await stores.usage.streams([ref])).toEqual([]);
      await add({ streams: [stream, { ...stream, ...other }] });
      await add({ streams: [{ ...stream, counted: 9 }] });
      expect(await stores.usage.streams([ref])).toEqual([{ ...stream, counted: 9 }]);
      expect(await stores.usage.streams([other])).toEqual([{ ...stream, ...other }]);
      expect(await stores.usage.streams([])).toEqual([]);
    });

    it('is not stored when the transaction fails', async () => {
      const failing = stores.atomically(async () => {
        await stores.usage.add({ calls: [calls()], debates: [debate()], streams: [] });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await stores.usage.calls('wsp_1', YEAR, ['DAY'], 10)).toEqual([]);
    });
  });
}
