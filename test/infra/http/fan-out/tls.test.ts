import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { selfSigned } from '../support/self-signed.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

const QUERY = 'subscription ($stream: ID!) { events(stream: $stream) { seq cursor text } }';
const SUBSCRIBERS = 6;
const OPERATIONS = ['1', '2', 'a longer id'];
/** Texts for every frame length, and one that is longer than a TLS record (16 KiB). */
const SIZES = [1, 60, 125, 126, 1_000, 16_384, 65_535, 65_536, 200_000, 5];

const tls = selfSigned();
const world = new ToyWorld();
let [plain, secure]: ToyServer[] = [];
beforeAll(async () => {
  [plain, secure] = [await toyServer({ world }), await toyServer({ world, tls })];
});
afterAll(() => Promise.all([plain?.stop(), secure?.stop()]));

/** Every message that the official client receives for operations with these ids, until they end. */
async function received({ url }: ToyServer, ids: readonly string[], stream: string): Promise<string[]> {
  const texts: string[] = [];
  class Recording extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { ca: tls.cert });
      this.on('message', (data: Buffer) => texts.push(data.toString()));
    }
  }
  const left = [...ids];
  const client = createClient({
    ...{ url, webSocketImpl: Recording, retryAttempts: 0, connectionParams: { authorization: 'member' } },
    generateID: () => left.shift() ?? 'none',
  });
  const follow = async () => {
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: QUERY, variables: { stream } })) results.push(result);
    return results.length;
  };
  expect(await Promise.all(ids.map(follow))).toEqual(ids.map(() => SIZES.length + 1));
  await client.dispose();
  // Operations may alternate in any order. The messages within each must keep their order.
  return texts.sort((one, other) => idOf(one).localeCompare(idOf(other)));
}

function idOf(text: string): string {
  return JSON.parse(text).id ?? '';
}

it.each(['past', 'live'])(
  'over TLS the official client receives the same bytes as without TLS: %s events',
  async (stream) => {
    if (!plain || !secure) throw new Error('No server runs.');
    const grow = async () => {
      for (const size of SIZES) await world.grow(stream, 'ü'.repeat(size / 2 + 1));
      await world.end(stream);
    };
    if (stream === 'past') await grow();
    const subscribers = Array.from({ length: SUBSCRIBERS }, (_, number) =>
      OPERATIONS.map((id) => `${id} of ${number}`),
    );
    const following = subscribers.flatMap((ids) =>
      [plain, secure].map((server) => received(server as ToyServer, ids, stream)),
    );
    if (stream === 'live') {
      await expect
        .poll(() => [plain?.fanOut.size.subscribers, secure?.fanOut.size.subscribers])
        .toEqual(Array(2).fill(SUBSCRIBERS * OPERATIONS.length));
      await grow();
    }
    const all = await Promise.all(following);
    for (const number of subscribers.keys()) {
      const [without, over] = all.slice(2 * number);
      expect(without?.length).toBe(1 + OPERATIONS.length * (SIZES.length + 2));
      expect(over?.join('\n') === without?.join('\n')).toBe(true);
    }
    expect(world.executions(stream)).toEqual(Array(SIZES.length + 1).fill(2));
  },
);
