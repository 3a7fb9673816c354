import { beforeAll, describe, expect, it } from 'vitest';
import type { DebateStore } from '../../../../src/domain/debates/ports.ts';
import { aDebate, aDecision } from '../../../support/builders.ts';
import type { TestDatabase } from '../../../support/services/databases.ts';
import { memoryStores } from '../../../support/services/stores.ts';

const TASKS = [
  'Buy or build?',
  'buy 100% of it',
  'naïve_plan',
  'naive-plan',
  'C:\\temp or /tmp',
  'ÜBER uns',
  '___',
  '日本語の質問',
];
const TEXTS = [
  'buy',
  'BUY OR',
  '100%',
  'ïve_',
  'naïve',
  'NAÏVE',
  'über',
  'c:\\T',
  '___',
  '本語の',
  '"or"',
  'nothing',
  'bu',
  '%%%',
];
/** The planner takes another way for a few rows. */
const ROWS = 3_000;
const COPIES = `insert into debates select (jsonb_populate_record(one, jsonb_build_object('id', 'dbt_' || n, 'task',
  'Question ' || n))).* from debates as one, generate_series(1000, ${999 + ROWS}) as n where one.id = 'dbt_0'`;
const PAGE = { order: 'NEWEST_FIRST', from: 'START', limit: 51 } as const;

/** The search for text uses its index, and finds the same debates as without. */
export function describeDebateSearch(name: string, get: () => TestDatabase): void {
  describe(`the search for text in ${name}`, () => {
    let store: DebateStore;
    let model: DebateStore;
    beforeAll(async () => {
      store = (await get().stores()).debates;
      model = (await memoryStores()).debates;
      for (const [nth, task] of TASKS.entries())
        for (const one of [store, model]) await one.add(aDebate({ id: `dbt_${nth}`, decision: aDecision({ task }) }));
      await get().database.query(COPIES, []);
    });

    const query = (sql: string) => get().database.query<Record<string, unknown>>(sql, []);

    /** How often the index was used meanwhile. */
    async function usesOfIndex(work: () => Promise<unknown>): Promise<number> {
      const uses = async () => {
        const [row] = await query(
          "select idx_scan::int from pg_stat_user_indexes where indexrelid = 'debates_by_text'::regclass",
        );
        return Number(row?.idx_scan);
      };
      const before = await uses();
      // Statistics of one connection reach the others when it is told to.
      await get().database.atomically(async () => {
        await work();
        await query('select pg_stat_force_next_flush()');
      });
      return (await uses()) - before;
    }

    it('uses the index for a text of three letters', async () => {
      expect(await usesOfIndex(() => store.page('wsp_1', { ...PAGE, text: 'zzz' }))).toBe(1);
      expect(await usesOfIndex(() => store.count('wsp_1', { text: 'zzz qqq' }))).toBe(1);
      expect(await usesOfIndex(() => store.page('wsp_1', PAGE))).toBe(0);
    });

    it.each(TEXTS)('finds the same with the index as without: %s', async (text) => {
      const found = await get().database.atomically(async () => {
        for (const way of ['seqscan', 'indexscan']) await query(`set local enable_${way} = off`);
        return store.page('wsp_1', { ...PAGE, text, parts: [] });
      });
      const expected = await model.page('wsp_1', { ...PAGE, text });
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    });
  });
}
