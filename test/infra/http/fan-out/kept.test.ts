import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Recorder, textsIn } from './support/recorder.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';

const QUERY = 'subscription { events(stream: "s") { text } }';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let server: ToyServer;
/** The contexts of all operations. A context stays in memory while anything of its operation does. */
const contexts: WeakRef<object>[] = [];
/** The credentials of all connections. They stay in memory while anything of their connection does. */
const shown: WeakRef<object>[] = [];

/** The upgrade requests of all sockets. */
const requests: WeakRef<object>[] = [];

beforeAll(async () => {
  server = await toyServer();
  server.http.on('upgrade', (request) => requests.push(new WeakRef(request)));
  const { contextFor } = server.api;
  const { actorOf } = server.authentication;
  server.authentication.actorOf = (credential) => {
    shown.push(new WeakRef(credential));
    return actorOf(credential);
  };
  server.api.contextFor = (...args) => {
    const context = contextFor(...args);
    contexts.push(new WeakRef(context));
    return context;
  };
});
afterAll(() => server.stop());

/** Waits until the garbage collector has removed all of them. */
function untilCollected(kept: readonly WeakRef<object>[]): Promise<void> {
  return eventually(() => {
    collect();
    return kept.filter((reference) => reference.deref() !== undefined).length;
  }).toBe(0);
}

it('a waiting subscriber keeps neither its operation nor its request in memory', async () => {
  await server.world.grow('s', 'one');
  const recorders = await Promise.all([Recorder.on(server.url), Recorder.on(server.url)]);
  for (const recorder of recorders) recorder.subscribe('1', QUERY);
  for (const recorder of recorders) await recorder.until(({ messages }) => messages.length === 1);
  // One context for each subscriber, and one for the execution of the event.
  expect(contexts).toHaveLength(3);
  await untilCollected(contexts);
  expect(requests).toHaveLength(2);
  await untilCollected(requests);

  await server.world.grow('s', 'two');
  for (const recorder of recorders) {
    await recorder.until(({ messages }) => messages.length === 2);
    expect(textsIn(recorder.messages)).toEqual(['one', 'two']);
    await recorder.close();
  }
});

it('a subscriber that has left leaves nothing in memory', async () => {
  await eventually(() => server.fanOut.size.subscribers).toBe(0);
  shown.length = 0;
  const recorder = await Recorder.on(server.url);
  recorder.subscribe('1', QUERY);
  await recorder.until(({ messages }) => messages.length === 2);
  expect(shown).toHaveLength(1);
  await recorder.close();
  await untilCollected(shown);
});
