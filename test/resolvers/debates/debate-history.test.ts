import { describe, expect, it } from 'vitest';
import {
  DebateEventsDocument,
  DebateHistoryDocument,
  type DebateHistoryQueryVariables,
} from '../../../src/cli/generated/graphql.ts';
import { codesOf, collect, type TestApi, testApi } from '../support/test-api.ts';

async function anEndedDebate(): Promise<{ api: TestApi; id: string; cursors: readonly string[] }> {
  const api = await testApi();
  const { id } = await api.world.debate();
  const events = await collect(api.subscribe(DebateEventsDocument, { debateId: id }));
  return { api, id, cursors: events.map(({ data }) => data?.debateEvents.cursor ?? '') };
}

async function history(api: TestApi, variables: DebateHistoryQueryVariables) {
  const { data } = await api.execute(DebateHistoryDocument, variables);
  const events = data?.debate?.events;
  return { seqs: events?.edges.map(({ node }) => node.seq), ...events?.pageInfo, totalCount: events?.totalCount };
}

describe('the events of a debate as a list', () => {
  it('come page by page, with the cursors of the subscription', async () => {
    const { api, id, cursors } = await anEndedDebate();
    const first = await history(api, { id, first: 3 });
    expect(first).toMatchObject({ seqs: [1, 2, 3], hasNextPage: true, hasPreviousPage: false });
    expect(first).toMatchObject({ startCursor: cursors[0], endCursor: cursors[2], totalCount: cursors.length });
    const rest = await history(api, { id, first: 100, after: first.endCursor });
    expect(rest).toMatchObject({ seqs: cursors.slice(3).map((_, at) => at + 4), hasNextPage: false });
    expect(rest.hasPreviousPage).toBe(true);
  });

  it('come from the end, and backwards', async () => {
    const { api, id, cursors } = await anEndedDebate();
    const count = cursors.length;
    const last = await history(api, { id, last: 2 });
    expect(last).toMatchObject({ seqs: [count - 1, count], hasPreviousPage: true, hasNextPage: false });
    const before = await history(api, { id, last: 2, before: last.startCursor });
    expect(before).toMatchObject({ seqs: [count - 3, count - 2], hasPreviousPage: true, hasNextPage: true });
    expect(await history(api, { id, last: 5, before: cursors[2] })).toMatchObject({
      ...{ seqs: [1, 2], hasPreviousPage: false, hasNextPage: true },
    });
  });

  it('are followed live from the last cursor without a gap', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const { endCursor } = await history(api, { id });
    const following = collect(api.subscribe(DebateEventsDocument, { debateId: id, after: endCursor }));
    await api.world.clock.settle();
    await api.world.runToEnd(id);
    const seqs = (await following).map(({ data }) => data?.debateEvents.seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 2));
    expect((await history(api, { id, first: 100 })).seqs).toEqual([1, ...seqs]);
  });

  it.each([
    ['a cursor of another debate', { after: 'e1|other' }, 'BAD_CURSOR'],
    ['a page without a size that is possible', { first: 0 }, 'INVALID_INPUT'],
  ])('are refused for %s, and the debate stays readable', async (_, page, code) => {
    const { api, id } = await anEndedDebate();
    const answer = await api.execute(DebateHistoryDocument, { id, ...page });
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.data?.debate).toEqual({ id, events: null });
  });
});
