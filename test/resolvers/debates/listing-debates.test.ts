import { describe, expect, it, vi } from 'vitest';
import {
  DebateStatisticsDocument,
  DebatesChangedDocument,
  DebatesDocument,
  type DebatesQueryVariables,
} from '../../../src/cli/generated/graphql.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { aDecision } from '../../support/builders.ts';
import { type Answer, codesOf, collect, type TestApi, testApi } from '../support/test-api.ts';

async function apiWithDebates(...tasks: string[]): Promise<TestApi> {
  const api = await testApi();
  for (const task of tasks) await api.world.start({ decision: aDecision({ task }) });
  return api;
}

async function list(api: TestApi, variables: DebatesQueryVariables) {
  const { data, errors } = await api.execute(DebatesDocument, variables);
  if (!data) throw new Error(errors?.map(({ message }) => message).join());
  const { edges, pageInfo, totalCount } = data.debates;
  return { tasks: edges.map(({ node }) => node.task), ...pageInfo, totalCount };
}

function codesAndFields({ errors = [] }: Answer<unknown>): unknown {
  return errors.map(({ extensions, message }) => [extensions?.code, message.split(':')[0]]);
}

describe('debates', () => {
  it('come newest first, page by page', async () => {
    const api = await apiWithDebates('one', 'two', 'three');
    const page = await list(api, { first: 2 });
    expect(page).toMatchObject({ tasks: ['three', 'two'], hasNextPage: true, hasPreviousPage: false, totalCount: 3 });
    const next = await list(api, { first: 2, after: page.endCursor });
    expect(next).toMatchObject({ tasks: ['one'], hasNextPage: false, hasPreviousPage: true, totalCount: 3 });
  });

  it('come from the end with last, and backwards with before', async () => {
    const api = await apiWithDebates('one', 'two', 'three');
    const page = await list(api, { last: 2 });
    expect(page).toMatchObject({ tasks: ['two', 'one'], hasPreviousPage: true, hasNextPage: false });
    expect((await list(api, { last: 2, before: page.startCursor })).tasks).toEqual(['three']);
  });

  it('come oldest first on request', async () => {
    const api = await apiWithDebates('one', 'two');
    expect((await list(api, { first: 5, orderBy: 'OLDEST_FIRST' })).tasks).toEqual(['one', 'two']);
  });

  it('stay on their page when other debates start', async () => {
    const api = await apiWithDebates('one', 'two', 'three');
    const { endCursor } = await list(api, { first: 2 });
    await api.world.start({ decision: aDecision({ task: 'four' }) });
    expect((await list(api, { first: 2, after: endCursor })).tasks).toEqual(['one']);
  });

  it('are 20 on a page when no size is given', async () => {
    const api = await apiWithDebates(...Array.from({ length: 21 }, (_, at) => `Task ${at}`));
    expect(await list(api, {})).toMatchObject({ tasks: { length: 20 }, hasNextPage: true, totalCount: 21 });
  });

  it('are filtered by kind and by the time of their creation', async () => {
    const api = await testApi();
    await api.world.start({ decision: { ...aDecision({ task: 'Hire?' }), kind: 'hiring' } });
    await api.world.clock.advance(60_000);
    await api.world.start({ decision: { ...aDecision({ task: 'Buy?' }), kind: 'purchase' } });
    const since = api.world.clock.now().toISOString();
    expect((await list(api, { filter: { kind: ['hiring', 'travel'] } })).tasks).toEqual(['Hire?']);
    expect(await list(api, { filter: { since } })).toMatchObject({ tasks: ['Buy?'], totalCount: 1 });
    expect((await list(api, { filter: { until: since } })).tasks).toEqual(['Hire?']);
    expect((await list(api, { filter: { kind: ['hiring'], since } })).tasks).toEqual([]);
  });

  it('are filtered and counted by status, outcome and text', async () => {
    const api = await apiWithDebates('Alpha', 'Beta');
    await api.world.cancel('dbt_0001');
    expect(await list(api, { first: 5, filter: { status: ['CANCELLED'] } })).toMatchObject({
      tasks: ['Alpha'],
      totalCount: 1,
    });
    expect((await list(api, { first: 5, filter: { outcome: ['ABORTED'] } })).tasks).toEqual(['Alpha']);
    expect((await list(api, { first: 5, filter: { text: 'bet' } })).tasks).toEqual(['Beta']);
    expect((await list(api, { first: 5, filter: { status: [] } })).tasks).toEqual([]);
  });

  it('of another workspace are not listed and not counted', async () => {
    const api = await apiWithDebates('ours');
    const { data } = await api.execute(DebatesDocument, { first: 5 }, { workspaceId: 'wsp_other' });
    expect(data?.debates).toMatchObject({ edges: [], totalCount: 0, pageInfo: { startCursor: null, endCursor: null } });
  });

  it('are counted only when totalCount is selected', async () => {
    const api = await apiWithDebates('one');
    const counts = vi.spyOn(api.world.store, 'count');
    await api.execute('{ debates(first: 5) { nodes { id } } }');
    expect(counts).not.toHaveBeenCalled();
    expect((await list(api, { first: 5 })).totalCount).toBe(1);
    expect(counts).toHaveBeenCalledTimes(1);
  });

  it('have the same cursor in their edge and in the page', async () => {
    const api = await apiWithDebates('one', 'two');
    const document = '{ debates(first: 2) { edges { cursor node { task } } pageInfo { startCursor endCursor } } }';
    const { data } = await api.execute<{ debates: { edges: { cursor: string }[]; pageInfo: object } }>(document);
    const cursors = data?.debates.edges.map(({ cursor }) => cursor);
    expect(data?.debates.pageInfo).toEqual({ startCursor: cursors?.[0], endCursor: cursors?.[1] });
  });
});

describe('an invalid filter', () => {
  it.each([
    ['a text that is too long', { text: 'x'.repeat(501) }, 'filter.text'],
    ['a text with NUL', { text: 'a\0' }, 'filter.text'],
    ['a kind that is too long', { kind: ['x'.repeat(501)] }, 'filter.kind'],
    ['a kind with NUL', { kind: ['\0'] }, 'filter.kind'],
    ['too many kinds', { kind: Array.from({ length: 51 }, (_, at) => `kind ${at}`) }, 'filter.kind'],
  ])('is refused for %s', async (_, filter, field) => {
    const api = await testApi();
    expect(codesAndFields(await api.execute(DebatesDocument, { filter }))).toEqual([['INVALID_INPUT', field]]);
    const [change] = await collect(api.subscribe(DebatesChangedDocument, { filter }));
    expect(change && codesAndFields(change)).toEqual([['INVALID_INPUT', field]]);
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00'])('is refused for the time %s', async (since) => {
    const api = await testApi();
    expect(codesOf(await api.execute(DebatesDocument, { filter: { since } }))).toEqual(['BAD_USER_INPUT']);
    const literal = `{ debates(filter: { since: "${since}" }) { totalCount } }`;
    expect(codesOf(await api.execute(literal))).not.toEqual([]);
  });

  it('is refused for statistics of a kind with NUL', async () => {
    const answer = await (await testApi()).execute(DebateStatisticsDocument, { kind: '\0' });
    expect(codesAndFields(answer)).toEqual([['INVALID_INPUT', 'kind']]);
  });
});

describe('an invalid page', () => {
  it.each<[string, DebatesQueryVariables, string]>([
    ['first is −1', { first: -1 }, 'first'],
    ['first is 0', { first: 0 }, 'first'],
    ['first is 101', { first: 101 }, 'first'],
    ['first is 1,000', { first: 1000 }, 'first'],
    ['last is 101', { last: 101 }, 'last'],
    ['both are given', { first: 1, last: 1 }, 'first'],
  ])('because %s is refused with INVALID_INPUT', async (_, variables, field) => {
    const answer = await (await testApi()).execute(DebatesDocument, variables);
    expect(answer.data).toEqual({ debates: null });
    expect(codesAndFields(answer)).toEqual([['INVALID_INPUT', field]]);
  });

  it('because the cursor is of another order is refused with BAD_CURSOR', async () => {
    const api = await apiWithDebates('one', 'two');
    const { endCursor } = await list(api, { first: 1 });
    const answer = await api.execute(DebatesDocument, { first: 1, after: endCursor, orderBy: 'OLDEST_FIRST' });
    expect(codesAndFields(answer)).toEqual([['BAD_CURSOR', 'after']]);
  });

  it.each(['', 'nonsense', '%%%', eventCursor('dbt_0001', 1)])(
    'because of the cursor "%s" is refused with BAD_CURSOR',
    async (cursor) => {
      const api = await apiWithDebates('one');
      expect(codesOf(await api.execute(DebatesDocument, { first: 1, after: cursor }))).toEqual(['BAD_CURSOR']);
      expect(codesOf(await api.execute(DebatesDocument, { last: 1, before: cursor }))).toEqual(['BAD_CURSOR']);
    },
  );

  it('because of a wrong type is refused by the schema', async () => {
    const answer = await (await testApi()).execute(DebatesDocument, { first: 'many' as never });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });
});
