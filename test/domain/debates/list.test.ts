import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListRequest } from '../../../src/domain/debates/list-debates.ts';
import { aDecision } from '../../support/builders.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { refusals } from '../../support/refusals.ts';

async function aWorldOf(count: number): Promise<{ world: DebatesWorld; ids: string[] }> {
  const world = new DebatesWorld();
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth++) ids.push((await world.start()).id);
  return { world, ids };
}

async function idsOf(world: DebatesWorld, request: ListRequest): Promise<string[]> {
  return (await world.debates.list(world.actor, request)).items.map((debate) => debate.id);
}

describe('the list of debates', () => {
  it('is sorted by age, newest or oldest first', async () => {
    const { world, ids } = await aWorldOf(3);
    expect(await idsOf(world, { first: 10 })).toEqual(ids.toReversed());
    expect(await idsOf(world, { first: 10, order: 'OLDEST_FIRST' })).toEqual(ids);
  });

  it.each([
    ['NEWEST_FIRST', 'first'],
    ['NEWEST_FIRST', 'last'],
    ['OLDEST_FIRST', 'first'],
    ['OLDEST_FIRST', 'last'],
  ] as const)(
    '%s can be paged by %s without repeating or skipping a debate, while debates are added',
    async (order, end) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 9 }),
          fc.array(fc.record({ size: fc.integer({ min: 1, max: 4 }), added: fc.nat(3) }), {
            minLength: 1,
            maxLength: 5,
          }),
          async (count, steps) => {
            const { world, ids } = await aWorldOf(count);
            const seen: string[] = [];
            let cursor: string | undefined;
            for (let nth = 0; ; nth++) {
              const { size, added } = steps[nth % steps.length] ?? { size: 1, added: 0 };
              const request = end === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
              const page = await world.debates.list(world.actor, { ...request, order } as ListRequest);
              const onPage = page.items.map((debate) => debate.id);
              seen.push(...(end === 'first' ? onPage : onPage.toReversed()));
              if (!(end === 'first' ? page.hasNextPage : page.hasPreviousPage)) break;
              const edge = page.items.at(end === 'first' ? -1 : 0);
              cursor = edge && page.cursorOf(edge);
              for (let more = 0; nth < 5 && more < added; more++) await world.start();
            }
            expect(seen.toSorted()).toEqual([...new Set(seen)].sort());
            expect(seen.filter((id) => ids.includes(id))).toHaveLength(ids.length);
            const isDown = (order === 'NEWEST_FIRST') === (end === 'first');
            expect(seen).toEqual(isDown ? seen.toSorted().reverse() : seen.toSorted());
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it('tells whether there are more pages in each direction', async () => {
    const { world } = await aWorldOf(3);
    const flags = async (request: ListRequest) => {
      const { hasNextPage, hasPreviousPage } = await world.debates.list(world.actor, request);
      return { hasNextPage, hasPreviousPage };
    };
    expect(await flags({ first: 3 })).toEqual({ hasNextPage: false, hasPreviousPage: false });
    expect(await flags({ first: 2 })).toEqual({ hasNextPage: true, hasPreviousPage: false });
    expect(await flags({ last: 3 })).toEqual({ hasNextPage: false, hasPreviousPage: false });
    expect(await flags({ last: 2 })).toEqual({ hasNextPage: false, hasPreviousPage: true });
    const page = await world.debates.list(world.actor, { first: 1 });
    const after = page.items.map(page.cursorOf)[0] ?? '';
    expect(await flags({ first: 1, after })).toEqual({ hasNextPage: true, hasPreviousPage: true });
  });

  it.each<[ListRequest, string]>([
    [{ first: -1 }, 'first'],
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: 0 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: 1, last: 1 }, 'first'],
  ])('refuses %o', async (request, field) => {
    const { world } = await aWorldOf(1);
    expect(await refusals(() => idsOf(world, request))).toEqual([`INVALID_INPUT ${field}`]);
  });

  it('accepts page sizes of 1 and 100', async () => {
    const { world, ids } = await aWorldOf(2);
    expect(await idsOf(world, { first: 1 })).toEqual(ids.slice(1));
    expect(await idsOf(world, { last: 100 })).toEqual(ids.toReversed());
  });

  it('refuses a cursor of another order, and an invalid cursor', async () => {
    const { world } = await aWorldOf(2);
    const { items, cursorOf } = await world.debates.list(world.actor, { first: 1 });
    const cursor = items.map(cursorOf)[0] ?? '';
    expect(await refusals(() => idsOf(world, { first: 1, after: cursor, order: 'OLDEST_FIRST' }))).toEqual([
      'BAD_CURSOR after',
    ]);
    expect(await refusals(() => idsOf(world, { last: 1, before: 'nonsense' }))).toEqual(['BAD_CURSOR before']);
  });

  it('filters by status, outcome and text, and counts the result', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate({ decision: aDecision({ task: 'Is 100% of SQLite_3 enough?' }) });
    await world.start();
    const actor = world.actor;
    for (const filter of [
      { statuses: ['COMPLETED', 'FAILED'] as const },
      { outcomes: ['DECIDED'] as const },
      { text: '100% of sqlite_3' },
    ]) {
      expect(await idsOf(world, { first: 10, filter })).toEqual([id]);
      expect(await world.debates.count(actor, filter)).toBe(1);
    }
    expect(await world.debates.count(actor)).toBe(2);
    expect(await idsOf(world, { first: 10, filter: { text: 'SQLite%3' } })).toEqual([]);
  });
});

describe('a caller of another workspace', () => {
  it('gets nothing of this workspace', async () => {
    const { world, ids } = await aWorldOf(2);
    const stranger = { ...world.actor, workspaceId: 'wsp_other' };
    const { debates } = world;
    const [id = ''] = ids;
    expect((await debates.list(stranger, { first: 10 })).items).toEqual([]);
    expect(await debates.count(stranger)).toBe(0);
    expect(await debates.findMany(stranger, ids)).toEqual([undefined, undefined]);
    expect(await refusals(() => debates.find(stranger, id))).toEqual(['NOT_FOUND id']);
    expect(await refusals(() => debates.follow(stranger, id, undefined))).toEqual(['NOT_FOUND debateId']);
    const changes = debates.changes(stranger);
    const change = changes.next();
    await world.runToEnd(id);
    await changes.return(undefined);
    expect((await change).done).toBe(true);
  });
});

describe('finding debates by id', () => {
  it('returns them in the order of the ids, and undefined for an unknown id', async () => {
    const { world, ids } = await aWorldOf(3);
    const [a = '', b = '', c = ''] = ids;
    const found = await world.debates.findMany(world.actor, [c, 'dbt_none', a, b, a]);
    expect(found.map((debate) => debate?.id)).toEqual([c, undefined, a, b, a]);
  });
});
