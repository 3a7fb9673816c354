import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventStreamSink } from '../../../../src/infra/http/fan-out/event-stream-sink.ts';
import { Recorder } from './support/recorder.ts';
import { anActor, type ToyServer, toyServer } from './support/toy-server.ts';

const QUERY = 'subscription ($stream: ID!, $after: String) { events(stream: $stream, after: $after) { seq text } }';

let server: ToyServer;
const streams = createServer((_request, response) => void serve(response));

beforeAll(async () => {
  server = await toyServer();
  await new Promise<void>((resolve) => streams.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await server.stop();
  streams.close();
});

async function serve(response: ServerResponse): Promise<void> {
  response.writeHead(200);
  const { api, fanOut } = server;
  const contextValue = api.contextFor('req_1', { actor: anActor('member', 'usr_stream'), address: null });
  const args = { schema: api.schema, document: parse(QUERY), variableValues: { stream: 'both' }, contextValue };
  const results = await fanOut.subscribe({ args, query: QUERY, sink: new EventStreamSink(response) });
  if (!('next' in results)) throw new Error('It was refused.');
  await results.next();
  response.end();
}

it('sockets and streams of server-sent events share every execution, and receive the same payloads', async () => {
  const { world, fanOut } = server;
  await world.grow('both', 'one', 'zwei — ü');
  const socket = await Recorder.on(server.url, 'member');
  socket.subscribe('1', QUERY, { stream: 'both' });
  const { port } = streams.address() as AddressInfo;
  const answers = [0, 1, 2].map(async () => (await fetch(`http://127.0.0.1:${port}`)).text());
  await expect.poll(() => fanOut.size).toEqual({ groups: 1, subscribers: 4, streams: 1 });
  await world.end('both', 'three');
  await socket.ended('1');
  const texts = await Promise.all(answers);
  expect(world.executions('both')).toEqual([1, 1, 1]);
  const payloads = socket.messages.flatMap((message) => JSON.parse(message).payload ?? []);
  for (const text of texts) {
    const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json));
    expect(data).toEqual(payloads);
    expect(text.match(/^id: /gm)).toHaveLength(3);
  }
  await socket.close();
});

it('an event stream that was ended is no longer open for writing', async () => {
  const seen = Promise.withResolvers<boolean[]>();
  const ending = createServer((_request, response) => {
    const sink = new EventStreamSink(response);
    const before = sink.isOpen;
    response.end();
    seen.resolve([before, sink.isOpen]);
  });
  await new Promise<void>((resolve) => ending.listen(0, '127.0.0.1', resolve));
  await fetch(`http://127.0.0.1:${(ending.address() as AddressInfo).port}`);
  expect(await seen.promise).toEqual([true, false]);
  ending.close();
});
