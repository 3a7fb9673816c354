import { setTimeout as after } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '../support/eventually.ts';
import { aSeed, seeded } from './support/seeded.ts';
import { secretOf } from './support/toy-api.ts';
import { slow, unreliable } from './support/toy-log.ts';
import { anActor, toyServer } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

const STREAMS = ['a', 'b', 'c'];
const CLIENTS = 30;
const CUTS = 1_000;
const MAX_AHEAD = 100;
const DOCUMENTS = [
  'subscription ($stream: ID!, $after: String) { events(stream: $stream, after: $after) { seq cursor text secret } }',
  'subscription Other($after: String, $stream: ID!) { events(stream: $stream, after: $after) { text seq secret cursor } }',
];

interface Seen {
  readonly seq: number;
  readonly cursor: string;
  readonly text: string;
  readonly secret: string;
}

/** A client that connects and leaves in every possible way, and notes the events it receives. */
class RestlessClient {
  readonly seen: Seen[] = [];
  readonly stream: string;
  readonly role: 'member' | 'viewer';
  private readonly document: string;
  private readonly url: string;
  private readonly random: () => number;

  constructor(number: number, url: string, random: () => number) {
    this.url = url;
    this.random = random;
    this.stream = STREAMS[number % STREAMS.length] ?? '';
    this.document = DOCUMENTS[number % DOCUMENTS.length] ?? '';
    this.role = number % 4 < 2 ? 'member' : 'viewer';
  }

  /** Connects again until it has left this many times. */
  async comeAndGo(cuts: number): Promise<void> {
    for (let cut = 0; cut < cuts; ) {
      let socket: WebSocket | undefined;
      const client = createClient({
        ...{
          url: this.url,
          webSocketImpl: WebSocket,
          retryAttempts: 0,
          connectionParams: { authorization: this.role },
        },
        on: {
          connected: (connected) => {
            socket = connected as WebSocket;
          },
        },
      });
      // Follows several operations on one connection, and then closes the connection too.
      for (const stays = Math.floor(3 * this.random()); cut < cuts; cut++) {
        const isLast = cut % 3 >= stays;
        await this.follow(client, Math.floor(5 * this.random()), () => {
          if (isLast) this.random() < 0.5 ? socket?.terminate() : void client.dispose();
        });
        if (!isLast) continue;
        cut++;
        break;
      }
      await client.dispose();
    }
  }

  /** Follows until the stream ends. */
  async followToEnd(): Promise<void> {
    const options = { url: this.url, webSocketImpl: WebSocket, retryAttempts: 0 };
    const client = createClient({ ...options, connectionParams: { authorization: this.role } });
    await this.follow(client, Number.POSITIVE_INFINITY, () => {});
    await client.dispose();
  }

  private follow(client: ReturnType<typeof createClient>, count: number, cut: () => void): Promise<void> {
    const variables = { stream: this.stream, after: this.seen.at(-1)?.cursor ?? null };
    return new Promise((resolve, reject) => {
      let left = count;
      let isOver = false;
      const leave = () => {
        isOver = true;
        cut();
        complete();
        resolve();
      };
      const complete = client.subscribe<{ events: Seen }>(
        { query: this.document, variables },
        {
          next: ({ data, errors }) => {
            if (isOver) return;
            if (!data) return reject(new Error(JSON.stringify(errors)));
            this.seen.push(data.events);
            if (--left === 0) leave();
          },
          error: (error) => (isOver ? resolve() : reject(error)),
          complete: resolve,
        },
      );
      // Some operations end at a random moment before the first event.
      if (count === 0) setTimeout(leave, 6 * this.random());
    });
  }
}

/** Grows the streams only as fast as they are followed, so that a busy machine has no more work than an idle one. */
async function growUntil(
  isOver: () => boolean,
  world: ToyWorld,
  clients: readonly RestlessClient[],
  random: () => number,
) {
  for (let count = 0; !isOver(); count++, await after(6 * random())) {
    const stream = STREAMS[Math.floor(STREAMS.length * random())] ?? '';
    const slowest = Math.min(...clients.filter((one) => one.stream === stream).map(({ seen }) => seen.length));
    if (world.log.of(world.ref(stream)).length > slowest + MAX_AHEAD) continue;
    await world.grow(
      stream,
      ...Array.from({ length: 1 + Math.floor(3 * random()) }, (_, at) => `${stream} ${count} ${at}`),
    );
  }
  for (const stream of STREAMS) await world.end(stream);
}

it('clients that leave and come back at random receive the whole log in the end', async () => {
  const random = seeded(aSeed());
  const world = new ToyWorld({ reading: slow(random), fate: unreliable(random) });
  const server = await toyServer({ world, times: { lingerMs: 100 } });
  const clients = Array.from({ length: CLIENTS }, (_, number) => new RestlessClient(number, server.url, random));
  let isOver = false;
  const growing = growUntil(() => isOver, world, clients, random);
  await Promise.all(clients.map((client) => client.comeAndGo(Math.ceil(CUTS / CLIENTS))));
  isOver = true;
  await growing;
  await Promise.all(clients.map((client) => client.followToEnd()));
  for (const { seen, stream, role } of clients) {
    const secret = secretOf(anActor(role));
    const log = world.log.of(world.ref(stream)).map(({ seq, data }) => ({ ...(data as object), seq, secret }));
    expect(seen.map(({ cursor: _cursor, ...event }) => event)).toEqual(log);
  }
  await eventually(() => server.fanOut.size).toEqual({ groups: 0, subscribers: 0, streams: 0 });
  expect(world.bus.listening).toBe(0);
  await server.stop();
});
