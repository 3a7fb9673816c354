import { readFileSync } from 'node:fs';
import { Client, fetchExchange } from '@urql/core';
import type { ResultOf } from 'gql.tada';
import { describe, expect, it, vi } from 'vitest';
import { authorization, url } from '../support/address.ts';
import { ALIKE, aMistake, aStart, SESSIONS, shown } from '../support/decision.ts';
import { urqlClient } from './client.ts';
import { AGENTS, DEBATE, DEBATE_EVENTS, DEBATES, START_DEBATE } from './documents.ts';
import { graphcache } from './graphcache.ts';

const signIn = readFileSync('../../schema/operations/access/sign-in/sign-in.graphql', 'utf8');

async function start(client: Client, ...wanted: Parameters<typeof aStart>): Promise<string> {
  const { data, error } = await client.mutation(START_DEBATE, { input: aStart(...wanted) });
  const id = data?.startDebate?.debate?.id;
  if (id === undefined) throw error ?? new Error(JSON.stringify(data?.startDebate?.userErrors));
  return id;
}

type Event = ResultOf<typeof DEBATE_EVENTS>['debateEvents'];

/** All events of a debate. At the end urql repeats the last result, with `hasNext: false`. */
function follow(client: Client, id: string) {
  return new Promise<Event[]>((resolve, reject) => {
    const events: Event[] = [];
    client.subscription(DEBATE_EVENTS, { id }).subscribe(({ data, error, hasNext }) => {
      if (error) reject(error);
      else if (data && hasNext) events.push(data.debateEvents);
      else resolve(events);
    });
  });
}

describe.each([
  ['its default cache', () => urqlClient(url, { authorization })],
  ['graphcache', () => urqlClient(url, { authorization }, graphcache)],
])('urql with %s', (_, connect) => {
  const client = connect();

  it('lists the agents by GET', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const { data } = await client.query(AGENTS, {});
    expect(fetched).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ method: 'GET' }));
    expect(data?.agents?.length).toBeGreaterThan(0);
  });

  it('follows a debate to its end', async () => {
    const events = await follow(client, await start(client));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)?.__typename).toBe('DebateEnded');
  });

  it('gets a mistake as a user error', async () => {
    const { data } = await client.mutation(START_DEBATE, { input: aMistake() });
    expect(data?.startDebate).toMatchObject({ debate: null, userErrors: [{ code: 'INVALID_INPUT' }] });
  });
});

it.each([
  ['without a credential', {}],
  ['with a wrong credential', { authorization: 'Bearer wrong' }],
])('sees the code of a query %s', async (_, headers) => {
  const { error } = await urqlClient(url, headers).query(AGENTS, {});
  expect(error?.graphQLErrors[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

it.each([
  ['the default cache', undefined],
  ['graphcache', graphcache],
])('signs in without a credential by the documented operation, with %s', async (_, cache) => {
  const input = { email: 'ann@example.org', password: 'a wrong password' };
  const { data } = await urqlClient(url, {}, cache).mutation(signIn, { input });
  expect(data).toMatchObject({ signIn: { tokens: null, userErrors: [{ code: 'SIGN_IN_REFUSED' }] } });
});

it('sees the code of a subscription without a credential', async () => {
  const failed = follow(urqlClient(url, {}), 'dbt_1');
  await expect(failed).rejects.toMatchObject({ graphQLErrors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

it('follows a debate by server-sent events, without another library', async () => {
  const client = new Client({
    url: `${url}/stream`,
    fetchOptions: { headers: { authorization } },
    fetchSubscriptions: true,
    exchanges: [fetchExchange],
  });
  const events = await follow(client, await start(client));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)?.__typename).toBe('DebateEnded');
});

describe('graphcache', () => {
  const client = urqlClient(url, { authorization }, graphcache);

  it('adds the next page to the list with relayPagination', async () => {
    const labels = { ...SESSIONS, task: 'Paged with graphcache' };
    const ids = [await start(client, labels), await start(client, labels), await start(client, labels)];
    const page = { first: 2, filter: { text: labels.task } };
    const { data } = await client.query(DEBATES, page);
    const pages = await client.query(DEBATES, { ...page, after: data?.debates?.pageInfo.endCursor });
    expect(pages.data?.debates?.edges.map(({ node }) => node.id)).toEqual(ids.reverse());
    expect(pages.data?.debates?.pageInfo.hasNextPage).toBe(false);
  });

  it('keeps debates with equal keys apart', async () => {
    const ids = await Promise.all(ALIKE.map((wanted) => start(client, ...wanted)));
    for (const id of ids) {
      await follow(client, id);
      await client.query(DEBATE, { id });
    }
    const cached = (id: string) => client.readQuery(DEBATE, { id })?.data?.debate;
    expect(ids.map(cached)).toMatchObject(ALIKE.map((wanted) => shown(...wanted)));
  });
});
