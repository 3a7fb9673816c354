import {
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  type GraphQLTaggedNode,
  getRequest,
  type OperationType,
  requestSubscription,
} from 'relay-runtime';
import { expect, it } from 'vitest';
import { authorization, url } from '../support/address.ts';
import { ALIKE, aMistake, aStart, SESSIONS, shown } from '../support/decision.ts';
import { AGENTS, DEBATE, FOLLOW, LIST, START } from './debates.ts';
import { relayEnvironment } from './environment.ts';
import type { debatesAgentsQuery } from './generated/debatesAgentsQuery.graphql.ts';
import type { debatesDebateQuery } from './generated/debatesDebateQuery.graphql.ts';
import type { debatesFollowSubscription } from './generated/debatesFollowSubscription.graphql.ts';
import type { debatesListQuery } from './generated/debatesListQuery.graphql.ts';
import type { debatesStartMutation } from './generated/debatesStartMutation.graphql.ts';

const environment = relayEnvironment(url, { authorization });

type StartInput = debatesStartMutation['variables']['input'];

function mutate(input: StartInput) {
  return new Promise<debatesStartMutation['response']>((onCompleted, onError) => {
    commitMutation<debatesStartMutation>(environment, { mutation: START, variables: { input }, onCompleted, onError });
  });
}

async function start(...wanted: Parameters<typeof aStart>): Promise<string> {
  const { startDebate } = await mutate(aStart(...wanted));
  const id = startDebate?.debate?.id;
  if (id === undefined) throw new Error(JSON.stringify(startDebate?.userErrors));
  return id;
}

type Event = debatesFollowSubscription['response']['debateEvents'];

function follow(id: string, within = environment) {
  return new Promise<Event[]>((resolve, onError) => {
    const events: Event[] = [];
    requestSubscription<debatesFollowSubscription>(within, {
      subscription: FOLLOW,
      variables: { id },
      onNext: (response) => events.push((response as debatesFollowSubscription['response']).debateEvents),
      onCompleted: () => resolve(events),
      onError,
    });
  });
}

/** Reads a query from the store, without the network, and keeps its objects there. */
function readQuery<Query extends OperationType>(query: GraphQLTaggedNode, variables: Query['variables']) {
  const operation = createOperationDescriptor(getRequest(query), variables);
  environment.retain(operation);
  return environment.lookup(operation.fragment).data as Query['response'];
}

it('lists the agents', async () => {
  const data = await fetchQuery<debatesAgentsQuery>(environment, AGENTS, {}).toPromise();
  expect(data?.agents?.length).toBeGreaterThan(0);
});

it('follows a debate to its end', async () => {
  const events = await follow(await start());
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)?.__typename).toBe('DebateEnded');
  expect(events.flatMap(({ turn }) => turn?.participant.key ?? [])).toContain('ann');
});

it('adds the next page to its connection', async () => {
  const labels = { ...SESSIONS, task: 'Paged with Relay' };
  const ids = [await start(labels), await start(labels), await start(labels)];
  const variables = { first: 2, filter: { text: labels.task } };
  const list = () => readQuery<debatesListQuery>(LIST, variables).debates;
  await fetchQuery<debatesListQuery>(environment, LIST, variables).toPromise();
  const after = list()?.pageInfo.endCursor;
  await fetchQuery<debatesListQuery>(environment, LIST, { ...variables, after }).toPromise();
  expect(list()?.edges.map(({ node }) => node.id)).toEqual(ids.reverse());
  expect(list()?.pageInfo.hasNextPage).toBe(false);
});

it('gets a mistake as a user error', async () => {
  const { startDebate } = await mutate(aMistake());
  expect(startDebate).toMatchObject({ debate: null, userErrors: [{ code: 'INVALID_INPUT' }] });
});

it.each([
  ['without a credential', {}],
  ['with a wrong credential', { authorization: 'Bearer wrong' }],
])('sees the code of a query %s', async (_, headers) => {
  const refused = fetchQuery<debatesAgentsQuery>(relayEnvironment(url, headers), AGENTS, {}).toPromise();
  await expect(refused).rejects.toMatchObject({ source: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
});

it('sees the code of a subscription without a credential', async () => {
  const refused = follow('dbt_1', relayEnvironment(url, {}));
  await expect(refused).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

it('keeps debates with equal keys apart', async () => {
  const ids = await Promise.all(ALIKE.map((wanted) => start(...wanted)));
  for (const id of ids) {
    await follow(id);
    await fetchQuery<debatesDebateQuery>(environment, DEBATE, { id }).toPromise();
  }
  const cached = (id: string) => readQuery<debatesDebateQuery>(DEBATE, { id }).debate;
  expect(ids.map(cached)).toMatchObject(ALIKE.map((wanted) => shown(...wanted)));
});
