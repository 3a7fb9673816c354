import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancelDebateDocument,
  DebateDocument,
  DebatesChangedDocument,
  StartDebateDocument,
  type StartDebateInput,
} from '../../../../src/cli/generated/graphql.ts';
import { aContestedDecision } from '../../../resolvers/support/inputs.ts';
import { aServer } from '../support/a-server.ts';
import { ask } from '../support/requests.ts';
import { aClient, type DebateEvent, eventsOf, follow, iterate } from '../support/sockets.ts';

let server: Awaited<ReturnType<typeof aServer>>;
let url: string;

beforeAll(async () => {
  server = await aServer();
  url = server.url;
});
afterAll(() => server.stop());

async function start(wanted: Partial<StartDebateInput> = {}): Promise<string> {
  const input = { decision: aContestedDecision(), ...wanted };
  const { startDebate } = await ask(url, StartDebateDocument, { input });
  if (!startDebate.debate) throw new Error(JSON.stringify(startDebate.userErrors));
  return startDebate.debate.id;
}

async function take(events: AsyncIterator<DebateEvent>, count: number): Promise<DebateEvent[]> {
  const taken: DebateEvent[] = [];
  while (taken.length < count) taken.push((await events.next()).value);
  return taken;
}

function isGapFree(events: readonly DebateEvent[], from = 1): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + from));
}

describe('following a debate', () => {
  it('brings past and then live events, in order, each once, and ends with the debate', async () => {
    const id = await start({ paceMs: 20 });
    const client = aClient(url);
    const early = follow(client, { debateId: id });
    const past = await take(early, 4);
    // The second follower joins in the middle: some of these events are past for it, and some are live.
    const [rest, late] = await Promise.all([take(early, 3), eventsOf(url, { debateId: id })]);
    isGapFree(late);
    expect(late.slice(0, 7)).toEqual([...past, ...rest]);
    expect(late.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });
    await client.dispose();
  });

  it('brings the same turns and verdict as the debate has at its end', async () => {
    const id = await start();
    const events = await eventsOf(url, { debateId: id });
    const { debate } = await ask(url, DebateDocument, { id });
    const spoken = events.flatMap((event) => ('turn' in event ? [event.turn.text] : []));
    expect(spoken).toEqual(debate?.turns.map(({ text }) => text));
    expect(events.find(({ __typename }) => __typename === 'VerdictReached')).toMatchObject({
      verdict: debate?.verdict,
    });
  });

  it('continues after a cursor for any client, also when the debate has ended', async () => {
    const id = await start();
    const all = await eventsOf(url, { debateId: id });
    for (const at of [0, 5, all.length - 2]) {
      expect(await eventsOf(url, { debateId: id, after: all[at]?.cursor })).toEqual(all.slice(at + 1));
    }
    expect(await eventsOf(url, { debateId: id, after: all.at(-1)?.cursor })).toEqual([]);
  });

  it('can be stopped and continued after a cursor any number of times', async () => {
    const id = await start({ paceMs: 15 });
    const events: DebateEvent[] = [];
    while (events.at(-1)?.__typename !== 'DebateEnded') {
      const client = aClient(url);
      for await (const event of follow(client, { debateId: id, after: events.at(-1)?.cursor })) {
        events.push(event);
        if (events.length % 3 === 0) break;
      }
      await client.dispose();
    }
    isGapFree(events);
    expect(events).toEqual(await eventsOf(url, { debateId: id }));
  });

  it('works for several debates on one socket', async () => {
    const ids = [await start({ paceMs: 5 }), await start({ paceMs: 5 }), await start()];
    const client = aClient(url);
    const followed = await Promise.all(
      ids.map(async (debateId) => {
        const events: DebateEvent[] = [];
        for await (const event of follow(client, { debateId })) events.push(event);
        return events;
      }),
    );
    for (const events of followed) isGapFree(events);
    await client.dispose();
  });

  it('ends when the debate is cancelled', async () => {
    const id = await start({ paceMs: 10_000 });
    const client = aClient(url);
    const events = follow(client, { debateId: id });
    await take(events, 4);
    await ask(url, CancelDebateDocument, { input: { id } });
    expect((await events.next()).value).toMatchObject({
      __typename: 'DebateEnded',
      status: 'CANCELLED',
      outcome: 'ABORTED',
    });
    expect((await events.next()).done).toBe(true);
    await client.dispose();
  });
});

describe('debatesChanged', () => {
  it('names the changed debates, until they have ended', async () => {
    const client = aClient(url);
    const changes = iterate(client, DebatesChangedDocument);
    const first = changes.next();
    // The server answers in order, so the subscription was opened before it answers this query of the same socket.
    await iterate(client, '{ __typename }').next();
    const id = await start({ paceMs: 10 });
    let change = (await first).value?.data?.debatesChanged;
    while (change?.debate?.status !== 'COMPLETED') change = (await changes.next()).value?.data?.debatesChanged;
    expect(change).toMatchObject({ debateId: id, debate: { outcome: expect.any(String) } });
    await client.dispose();
  });
});

describe('a restart of the server', () => {
  it('loses no event, and earlier cursors stay valid', async () => {
    const [ended, open] = [await start(), await start({ paceMs: 60 })];
    const before = await eventsOf(url, { debateId: ended });
    const client = aClient(url);
    const seen = await take(follow(client, { debateId: open }), 5);
    url = (await server.restart()).url;
    expect(await eventsOf(url, { debateId: ended })).toEqual(before);
    expect(await eventsOf(url, { debateId: ended, after: before[7]?.cursor })).toEqual(before.slice(8));
    const rest = await eventsOf(url, { debateId: open, after: seen.at(-1)?.cursor });
    isGapFree([...seen, ...rest]);
    expect(rest.map(({ __typename }) => __typename)).toContain('RunResumed');
    expect(rest.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });
  });
});
