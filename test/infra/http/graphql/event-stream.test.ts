import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DebateEventsDocument, StartDebateDocument } from '../../../../src/cli/generated/graphql.ts';
import { aContestedDecision } from '../../../resolvers/support/inputs.ts';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { aServer } from '../support/a-server.ts';
import { ask, errorsOf, send } from '../support/requests.ts';
import { eventsOf } from '../support/sockets.ts';

let server: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.stop());

async function start(paceMs = 0): Promise<string> {
  const { startDebate } = await ask(server.url, StartDebateDocument, {
    input: { decision: aContestedDecision(), paceMs },
  });
  return startDebate.debate?.id ?? '';
}

interface StreamEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: { readonly data?: { readonly debateEvents: unknown }; readonly errors?: readonly unknown[] } | null;
}

/** The events of an ended stream, without comments. */
function eventsIn(text: string): StreamEvent[] {
  return text.split('\n\n').flatMap((part) => {
    const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
    return fields.event ? [{ ...fields, data: fields.data ? JSON.parse(fields.data) : null }] : [];
  });
}

async function stream(query: string, variables: object = {}, headers: Record<string, string | undefined> = {}) {
  const body = JSON.stringify({ query, variables });
  const all = { 'content-type': 'application/json', ...headers };
  return send(`${server.url}/graphql/stream`, { method: 'POST', headers: all, body });
}

async function refusalOf(query: string, headers: Record<string, string | undefined> = {}) {
  const events = eventsIn((await stream(query, {}, headers)).text);
  expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
  const errors = (events[0]?.data?.errors ?? []) as { extensions: { code: string } }[];
  return errors.map(({ extensions }) => extensions.code);
}

describe('a stream of server-sent events', () => {
  it('sends the same as a socket, each event with its cursor as id, and continues after the last id', async () => {
    const debateId = await start();
    const all = await eventsOf(server.url, { debateId });
    const answer = await stream(String(DebateEventsDocument), { debateId });
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const events = eventsIn(answer.text);
    expect(events.at(-1)).toEqual({ event: 'complete', data: null });
    expect(events.slice(0, -1).map(({ data }) => data?.data?.debateEvents)).toEqual(all);
    expect(events.slice(0, -1).map(({ id }) => id)).toEqual(all.map(({ cursor }) => cursor));
    const rest = await stream(String(DebateEventsDocument), { debateId }, { 'last-event-id': events[3]?.id });
    expect(eventsIn(rest.text)).toEqual(events.slice(4));
  });

  it('works with the client of graphql-sse while the debate runs', async () => {
    const debateId = await start(20);
    const client = createClient({ url: `${server.url}/graphql/stream`, headers: AUTHORIZED });
    const seqs: unknown[] = [];
    const query = 'subscription ($id: ID!) { debateEvents(debateId: $id) { seq } }';
    for await (const { data } of client.iterate({ query, variables: { id: debateId } }))
      seqs.push((data as { debateEvents: { seq: number } }).debateEvents.seq);
    expect(seqs).toEqual((await eventsOf(server.url, { debateId })).map(({ seq }) => seq));
    client.dispose();
  });

  it('answers queries too, and mutations only over POST', async () => {
    const [answer] = eventsIn((await stream('{ health { status } }')).text);
    expect(answer?.data).toMatchObject({ data: { health: { status: 'HEALTHY' } } });
    const query = encodeURIComponent('mutation { signOutEverywhere(input: {}) { userErrors { code } } }');
    const refused = await send(`${server.url}/graphql/stream?query=${query}`);
    expect([refused.status, refused.headers.allow]).toEqual([405, 'POST']);
    expect(errorsOf(refused)).toMatchObject([{ code: 'BAD_REQUEST' }]);
    const body = JSON.stringify({ query: '{ health { status } }' });
    const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body };
    expect((await send(`${server.url}/graphql/stream`, plain)).status).toBe(415);
  });

  it('reports an error in a last result', async () => {
    const follow = (id: string, more = '') => `subscription { debateEvents(debateId: "${id}"${more}) { seq } }`;
    const debateId = await start();
    expect(await refusalOf('subscription { debateEv')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await refusalOf('subscription { nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await refusalOf(follow('dbt_none'))).toEqual(['NOT_FOUND']);
    expect(await refusalOf(follow(debateId, ', after: "damaged"'))).toEqual(['BAD_CURSOR']);
    expect(await refusalOf(follow(debateId), { authorization: undefined })).toEqual(['UNAUTHENTICATED']);
    expect((await stream(follow(debateId), {}, { authorization: 'Bearer no' })).status).toBe(401);
  });

  it('closes the connection after the last event when the client asks for that', async () => {
    const body = JSON.stringify({ query: '{ agents { key } }' });
    const head = [
      'POST /graphql/stream HTTP/1.1',
      'Host: localhost',
      `Authorization: ${AUTHORIZED.authorization}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    expect(await text(socket)).toContain('event: complete');
  });

  it('ends when the server stops, so that clients reconnect', async () => {
    const other = await aServer();
    const { startDebate } = await ask(other.url, StartDebateDocument, {
      input: { decision: aContestedDecision(), paceMs: 5_000 },
    });
    const debateId = startDebate.debate?.id ?? '';
    const query = `subscription { debateEvents(debateId: "${debateId}") { seq } }`;
    const headers = { 'content-type': 'application/json', ...AUTHORIZED };
    const response = await fetch(`${other.url}/graphql/stream`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    const text = response.text();
    await other.stop();
    expect(await text).not.toContain('event: complete');
  });
});
