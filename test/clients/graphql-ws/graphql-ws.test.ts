import { type Client, createClient } from 'graphql-ws';
import { afterEach, expect, it } from 'vitest';
import { authorization, wsUrl } from '../support/address.ts';
import { FOLLOW, type Followed, START, type Started } from '../support/debates.ts';
import { aMistake, aStart } from '../support/decision.ts';
import { ask, results } from '../support/iterating.ts';

let client: Client;

afterEach(() => client.dispose());

it('starts a debate and follows it to its end on one socket', async () => {
  client = createClient({ url: wsUrl, connectionParams: { authorization } });
  const { startDebate } = await ask<Started>(client, START, { input: aStart() });
  const events = await Array.fromAsync(results<Followed>(client, FOLLOW, { id: startDebate.debate?.id }));
  expect(events.map(({ debateEvents }) => debateEvents.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(0)?.debateEvents.__typename).toBe('DebateStarted');
  expect(events.at(-1)?.debateEvents.__typename).toBe('DebateEnded');
});

it('gets a mistake as a user error', async () => {
  client = createClient({ url: wsUrl, connectionParams: { authorization } });
  const { startDebate } = await ask<Started>(client, START, { input: aMistake() });
  expect(startDebate).toMatchObject({ debate: null, userErrors: [{ code: 'INVALID_INPUT' }] });
});

it('sees the code of an operation that is refused', async () => {
  client = createClient({ url: wsUrl });
  await expect(ask(client, '{ agents { label } }')).rejects.toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});

it('is closed with 4401 when its credential is wrong', async () => {
  client = createClient({ url: wsUrl, connectionParams: { authorization: 'Bearer wrong' } });
  await expect(ask(client, '{ agents { label } }')).rejects.toMatchObject({ code: 4401 });
});
