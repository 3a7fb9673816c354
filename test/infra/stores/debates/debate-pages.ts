import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Debate } from '../../../../src/domain/debates/debate.ts';
import type { DebatePage, DebateStore } from '../../../../src/domain/debates/ports.ts';
import { aDebate, aDecision, anEndedDebate } from '../../../support/builders.ts';
import { type MakeStores, memoryStores } from '../../../support/services/stores.ts';

const TASKS = ['Buy or build?', 'buy 100% of it', 'naïve_plan', 'naive-plan', 'C:\\temp or /tmp', 'ÜBER uns'];
const TEXTS = ['b', 'BUY', '%', '_', '\\', 'naïve', 'plan', 'nothing', 'über', "'"];

/** Every `DebateStore` returns the same pages and counts as the simple memory store. */
export function describeDebatePages(name: string, make: MakeStores): void {
  describe(`pages of debates in ${name}`, () => {
    let store: DebateStore;
    let model: DebateStore;
    beforeAll(async () => {
      store = (await make()).debates;
      model = (await memoryStores()).debates;
      for (let nth = 0; nth < 18; nth++) for (const one of [store, model]) await addTo(one, nth);
    });

    const filter = {
      statuses: fc.subarray(['PENDING', 'RUNNING', 'COMPLETED', 'CANCELLED'] as const),
      outcomes: fc.subarray(['DECIDED', 'ABORTED', 'UNDECIDED'] as const),
      text: fc.constantFrom(...TEXTS),
      kinds: fc.subarray(['', 'hiring', 'purchase', 'travel']),
      since: fc.nat(18).map(createdAt),
      until: fc.nat(18).map(createdAt),
    };
    const place = fc.nat(19).map(idOf);

    it('are the same as those of the memory store for any request', async () => {
      const page = fc.record(
        {
          ...filter,
          after: place,
          before: place,
          order: fc.constantFrom('NEWEST_FIRST' as const, 'OLDEST_FIRST' as const),
          limit: fc.integer({ min: 1, max: 20 }),
          from: fc.constantFrom('START' as const, 'END' as const),
        },
        { requiredKeys: ['order', 'limit', 'from'] },
      );
      await fc.assert(
        fc.asyncProperty(page, async (asked: DebatePage) => {
          expect(ids(await store.page('wsp_1', asked))).toEqual(ids(await model.page('wsp_1', asked)));
        }),
        { numRuns: 120 },
      );
    });

    it('have the same counts as in the memory store', async () => {
      await fc.assert(
        fc.asyncProperty(fc.record(filter, { requiredKeys: [] }), async (asked) => {
          expect(await store.count('wsp_1', asked)).toBe(await model.count('wsp_1', asked));
        }),
        { numRuns: 60 },
      );
    });

    it('hold debates of one workspace only', async () => {
      const all = await store.page('wsp_1', { order: 'OLDEST_FIRST', limit: 100, from: 'START' });
      expect(ids(all)).toEqual(Array.from({ length: 18 }, (_, nth) => idOf(nth)).filter((_, nth) => nth % 6 !== 5));
    });
  });
}

/** The nth debate is pending, running, completed or cancelled. Every sixth is in another workspace. */
async function addTo(store: DebateStore, nth: number): Promise<void> {
  const workspaceId = nth % 6 === 5 ? 'wsp_2' : 'wsp_1';
  const kind = ['hiring', 'purchase', ''][nth % 4];
  const decision = aDecision({ task: TASKS[nth % TASKS.length] ?? '', ...(kind !== undefined && { kind }) });
  const wanted = { id: idOf(nth), workspaceId, decision, createdAt: createdAt(nth) };
  const debate = nth % 4 === 2 ? anEndedDebate(wanted) : aDebate(wanted);
  await store.add(aDebate(wanted));
  if (nth % 4 === 0) return;
  if (nth % 4 === 1) debate.run(new Date(), 1);
  if (nth % 4 === 3) debate.abort('CANCELLED', 'CANCELLED', new Date());
  await store.save(debate, (await store.claim(debate.id, 'node', 60_000))?.fence ?? 0);
}

function createdAt(nth: number): Date {
  return new Date(Date.UTC(2026, 0, 1, nth));
}

function idOf(nth: number): string {
  return `dbt_${String(nth).padStart(2, '0')}`;
}

function ids(debates: readonly Debate[]): string[] {
  return debates.map((debate) => debate.id);
}
