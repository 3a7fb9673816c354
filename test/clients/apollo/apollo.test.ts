import { readFileSync } from 'node:fs';
import { CombinedGraphQLErrors, gql } from '@apollo/client';
import { filter, firstValueFrom, from, lastValueFrom, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { authorization, url } from '../support/address.ts';
import { ALIKE, aMistake, aStart, SESSIONS, shown } from '../support/decision.ts';
import { apolloClient } from './client.ts';
import { AGENTS, DEBATE, DEBATE_EVENTS, DEBATES, HISTORY, START_DEBATE } from './documents.ts';

const documentedText = readFileSync('../../schema/operations/debates/debates.graphql', 'utf8');
const documented: typeof DEBATES = gql(documentedText);

const signIn = gql(readFileSync('../../schema/operations/access/sign-in/sign-in.graphql', 'utf8'));

const client = apolloClient(url, { authorization });

async function start(...wanted: Parameters<typeof aStart>): Promise<string> {
  const { data } = await client.mutate({ mutation: START_DEBATE, variables: { input: aStart(...wanted) } });
  const id = data?.startDebate?.debate?.id;
  if (id === undefined) throw new Error(JSON.stringify(data?.startDebate?.userErrors));
  return id;
}

async function follow(id: string) {
  const results = client.subscribe({ query: DEBATE_EVENTS, variables: { id } });
  const events = await lastValueFrom(results.pipe(toArray()));
  return events.flatMap(({ data }) => data?.debateEvents ?? []);
}

function codeOf(error: unknown): unknown {
  return CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.code : error;
}

it('lists the agents', async () => {
  const { data } = await client.query({ query: AGENTS });
  expect(data?.agents?.length).toBeGreaterThan(0);
});

it('follows a debate to its end, with the fields of every event', async () => {
  const events = await follow(await start());
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)?.__typename).toBe('DebateEnded');
  expect(events).toContainEqual(
    expect.objectContaining({
      turn: expect.objectContaining({ participant: expect.objectContaining({ key: 'ann' }) }),
    }),
  );
});

it.each([
  ['a generated document', DEBATES],
  ['the documented operation', documented],
])('adds the next page to the list with relayStylePagination: %s', async (name, query) => {
  const labels = { ...SESSIONS, task: `Paged by ${name}` };
  const ids = [await start(labels), await start(labels), await start(labels)];
  const variables = { first: 2, filter: { text: labels.task } };
  const list = client.watchQuery({ query, variables });
  const { data } = await firstValueFrom(from(list).pipe(filter(({ dataState }) => dataState === 'complete')));
  await list.fetchMore({ variables: { after: data?.debates?.pageInfo?.endCursor } });
  const debates = client.readQuery({ query, variables })?.debates;
  expect(debates?.edges.map(({ node }) => node.id)).toEqual(ids.reverse());
  expect(debates?.pageInfo.hasNextPage).toBe(false);
});

it('reads the history of a debate by the interfaces of its events', async () => {
  const id = await start();
  await follow(id);
  await client.query({ query: HISTORY, variables: { id, first: 100 } });
  const events = client.readQuery({ query: HISTORY, variables: { id, first: 100 } })?.debate?.events?.edges;
  const speakers = events?.flatMap(({ node }) => ('turn' in node ? node.turn.participant.key : []));
  expect(new Set(speakers)).toEqual(new Set(['ann', 'bob']));
});

it('gets a mistake as a user error', async () => {
  const { data } = await client.mutate({ mutation: START_DEBATE, variables: { input: aMistake() } });
  expect(data?.startDebate).toMatchObject({ debate: null, userErrors: [{ code: 'INVALID_INPUT' }] });
});

it.each([
  ['without a credential', {}],
  ['with a wrong credential', { authorization: 'Bearer wrong' }],
])('sees the code of a query %s', async (_, headers) => {
  const error = await apolloClient(url, headers)
    .query({ query: AGENTS })
    .catch((error: unknown) => error);
  expect(codeOf(error)).toBe('UNAUTHENTICATED');
});

it('signs in without a credential by the documented operation', async () => {
  const input = { email: 'ann@example.org', password: 'a wrong password' };
  const { data } = await apolloClient(url, {}).mutate({ mutation: signIn, variables: { input } });
  expect(data).toMatchObject({ signIn: { tokens: null, userErrors: [{ code: 'SIGN_IN_REFUSED' }] } });
});

it('sees the code of a subscription without a credential', async () => {
  const results = apolloClient(url, {}).subscribe({ query: DEBATE_EVENTS, variables: { id: 'dbt_1' } });
  const { error } = await lastValueFrom(results);
  expect(codeOf(error)).toBe('UNAUTHENTICATED');
});

it('keeps debates with equal keys apart', async () => {
  const ids = await Promise.all(ALIKE.map((wanted) => start(...wanted)));
  for (const id of ids) {
    await follow(id);
    await client.query({ query: DEBATE, variables: { id } });
  }
  const cached = (id: string) => client.readQuery({ query: DEBATE, variables: { id } })?.debate;
  expect(ids.map(cached)).toMatchObject(ALIKE.map((wanted) => shown(...wanted)));
});
