import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Debate } from '../../../../src/domain/debates/debate.ts';
import { DEBATE_PARTS, type DebatePart } from '../../../../src/domain/debates/debate-parts.ts';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { aDebate, aDecision, anAnswer, anEndedDebate, kept } from '../../../support/builders.ts';
import { type MakeStores, memoryStores, type Stores } from '../../../support/services/stores.ts';

const PAGE = { order: 'OLDEST_FIRST', from: 'START', limit: 10 } as const;
const PROPERTIES = Object.keys(aDebate()).filter((name) => !['news', 'current', 'decision'].includes(name));
const OF_DECISION = ['task', 'kind', 'options', 'criteria', 'evidence', 'agents'];

/** A page of which only some parts are read returns these as the memory store does, and keeps the others from being used. */
export function describeDebateParts(name: string, make: MakeStores): void {
  describe(`parts of debates in ${name}`, () => {
    let store: Stores;
    let model: Stores;
    beforeAll(async () => {
      store = await make();
      model = await memoryStores();
      for (const one of [store, model]) await fill(one);
    });

    it('are the same as those of the memory store for any choice of them', async () => {
      await fc.assert(
        fc.asyncProperty(fc.subarray([...DEBATE_PARTS]), async (parts) => {
          expect(await shown(store, parts)).toEqual(await shown(model, parts));
        }),
        { numRuns: 60 },
      );
    });

    it('are all there in a page that names none', async () => {
      const page = await store.debates.page('wsp_1', PAGE);
      const ids = page.map(({ id }) => id);
      expect(page.map(kept)).toEqual((await model.debates.page('wsp_1', PAGE)).map(kept));
      expect(page.map(kept)).toEqual((await store.debates.findMany('wsp_1', ids)).map(kept));
    });

    it('that were not read throw', async () => {
      const [debate] = await store.debates.page('wsp_1', { ...PAGE, parts: ['verdict'] });
      expect(debate?.verdict?.winner).toBe('x');
      expect(() => debate?.turns).toThrow('turns of dbt_1 was not read.');
      expect(() => debate?.flips).toThrow('turns of dbt_1 was not read.');
      expect(() => debate?.argued([])).toThrow('not read');
      expect(() => debate?.state).toThrow('not read');
    });
  });
}

/** An ended debate, a running one with an open question, another running one, and one that has not started. */
async function fill({ debates, log, atomically }: Stores): Promise<void> {
  const open = aDecision({ options: [], evidence: [] });
  await debates.add(anEndedDebate({ id: 'dbt_1', decision: aDecision({ kind: 'hiring' }) }));
  for (const [id, decision] of [['dbt_2', open] as const, ['dbt_3', aDecision()] as const]) {
    const started = aDebate({ id, decision });
    await debates.add(started);
    await log.append({ workspaceId: 'wsp_1', stream: id }, started.takeNews());
    const claim = await debates.claim(id, 'node', 60_000);
    if (!claim) throw new Error('It is free.');
    const save = () =>
      atomically(async () => {
        await debates.save(claim.debate, claim.fence);
        await log.append({ workspaceId: 'wsp_1', stream: id }, claim.debate.takeNews());
      });
    claim.debate.run(new Date('2026-01-01T00:01:00.000Z'), 1);
    claim.debate.enterNextPhase();
    await save();
    answer(claim.debate);
    await save();
  }
  await debates.add(aDebate({ id: 'dbt_4' }));
}

/** Answers that are kept in the log, and not yet in the row. */
function answer(debate: Debate): void {
  const at = new Date('2026-01-01T00:02:00.000Z');
  for (const { id } of debate.debaters) {
    const stated = debate.isOpen ? { openAnswer: `Words of ${id}` } : { position: 'x' };
    debate.answer(turnRequestOf(debate, id), anAnswer(stated), at);
  }
  debate.groupAsTheyAre();
}

/** What a reader of the page gets for each property: its value or that it was not read. */
async function shown({ debates }: Stores, parts: readonly DebatePart[]): Promise<readonly unknown[]> {
  const found = await debates.page('wsp_1', { ...PAGE, parts });
  return found.map((debate) => [
    ...PROPERTIES.map((name) => readValue(name, () => debate[name as keyof Debate])),
    ...OF_DECISION.map((name) => readValue(name, () => debate.decision[name as keyof Debate['decision']])),
  ]);
}

function readValue(name: string, read: () => unknown): unknown {
  try {
    return [name, read()];
  } catch (error) {
    return [name, (error as Error).message];
  }
}
