import { createClient as createSocket } from 'graphql-ws';
import { expect, it } from 'vitest';
import { authorization, url, wsUrl } from '../support/address.ts';
import type { Followed } from '../support/debates.ts';
import { aMistake, aStart, SESSIONS } from '../support/decision.ts';
import { results } from '../support/iterating.ts';
import { createClient, generateSubscriptionOp } from './generated/index.ts';

const client = createClient({ url, headers: { authorization } });

it('lists the agents', async () => {
  const { agents } = await client.query({ agents: { label: true } });
  expect(agents?.length).toBeGreaterThan(0);
});

it('starts debates and pages through the list', async () => {
  const labels = { ...SESSIONS, task: 'Paged with genql' };
  const ids: (string | undefined)[] = [];
  for (const input of [aStart(labels), aStart(labels), aStart(labels)]) {
    const { startDebate } = await client.mutation({ startDebate: { __args: { input }, debate: { id: true } } });
    ids.push(startDebate?.debate?.id);
  }
  const page = (after?: string | null) => ({
    debates: {
      __args: { first: 2, filter: { text: labels.task }, after },
      edges: { node: { id: true } },
      pageInfo: { hasNextPage: true, endCursor: true },
    },
  });
  const { debates: first } = await client.query(page());
  const { debates: second } = await client.query(page(first?.pageInfo.endCursor));
  expect([...(first?.edges ?? []), ...(second?.edges ?? [])].map(({ node }) => node.id)).toEqual(ids.reverse());
  expect(second?.pageInfo.hasNextPage).toBe(false);
});

it('follows a debate to its end through graphql-ws', async () => {
  const { startDebate } = await client.mutation({ startDebate: { __args: { input: aStart() }, debate: { id: true } } });
  const { query, variables } = generateSubscriptionOp({
    debateEvents: { __args: { debateId: startDebate?.debate?.id ?? '' }, __typename: true, seq: true },
  });
  const socket = createSocket({ url: wsUrl, connectionParams: { authorization } });
  const events = await Array.fromAsync(results<Followed>(socket, query, variables ?? {}));
  expect(events.at(-1)?.debateEvents.__typename).toBe('DebateEnded');
  await socket.dispose();
});

it('gets a mistake as a user error', async () => {
  const { startDebate } = await client.mutation({
    startDebate: { __args: { input: aMistake() }, debate: { id: true }, userErrors: { code: true } },
  });
  expect(startDebate).toMatchObject({ debate: null, userErrors: [{ code: 'INVALID_INPUT' }] });
});

it('sees the code of a query without a credential', async () => {
  // genql puts the body of a response with another status than 200 into the message.
  await expect(createClient({ url }).query({ agents: { label: true } })).rejects.toThrow('"code":"UNAUTHENTICATED"');
});
