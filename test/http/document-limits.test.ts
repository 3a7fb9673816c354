import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from './support/fake-server.ts';
import { errorsOf, post } from './support/requests.ts';
import { type Message, RawSocket } from './support/sockets.ts';

const agents = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: agents { id }`).join(' ');
/** `{ agents { id } }` has a depth of 2, and every fragment around it adds one. */
const deep = (depth: number) => `${'{ ... '.repeat(depth - 2)}{ agents { id } }${' }'.repeat(depth - 2)}`;
const conditions = (count: number) => `{ agents { id ${'... @include(if: true) { label } '.repeat(count)}} }`;
/** 23 tokens, and as many more as are wanted. */
const tokens = (count: number) =>
  `{ agents { id } debates(first: 1 filter: { status: [${'PENDING '.repeat(count - 23)}] }) { totalCount } }`;

const LIMITS: [string, { most: string; more: string; code: string; says: RegExp }][] = [
  [
    '15 aliases',
    { most: `{ ${agents(15)} }`, more: `{ ${agents(16)} }`, code: 'GRAPHQL_VALIDATION_FAILED', says: /alias/i },
  ],
  ['a depth of 12', { most: deep(12), more: deep(13), code: 'GRAPHQL_VALIDATION_FAILED', says: /depth/i }],
  [
    '10 directives',
    { most: conditions(10), more: conditions(11), code: 'GRAPHQL_VALIDATION_FAILED', says: /directive/i },
  ],
  ['5,000 tokens', { most: tokens(5_000), more: tokens(5_001), code: 'GRAPHQL_PARSE_FAILED', says: /token/i }],
];

let server: FakeServer;
let asked = 0;

beforeAll(async () => {
  server = await fakeServer();
  const list = server.agents.list.bind(server.agents);
  server.agents.list = () => {
    asked++;
    return list();
  };
});
beforeEach(() => {
  asked = 0;
});
afterAll(() => server.stop());

describe.each(LIMITS)('a document with more than %s', (_, { most, more, code, says }) => {
  it('is refused over HTTP before anything of it is done', async () => {
    expect(errorsOf(await post(server.url, more))).toEqual([{ code, message: expect.stringMatching(says) }]);
    expect(asked).toBe(0);
    expect(errorsOf(await post(server.url, most))).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it('is refused on a socket, which lives on', async () => {
    const socket = await new RawSocket(server.wsUrl).greet();
    const answerTo = async (id: string, query: string): Promise<Message> => {
      socket.send({ type: 'subscribe', id, payload: { query } });
      return socket.nextOf(id);
    };
    const payload = [{ message: expect.stringMatching(says), extensions: { code } }];
    expect(await answerTo('more', more)).toMatchObject({ type: 'error', payload });
    expect(asked).toBe(0);
    expect(await answerTo('most', most)).toMatchObject({ type: 'next', payload: { data: expect.anything() } });
    expect(asked).toBeGreaterThan(0);
    await socket.close();
  });
});

describe('the schema', () => {
  it('can be asked for as deep as tools do', async () => {
    const ofType = (depth: number): string => (depth === 0 ? 'name' : `name ofType { ${ofType(depth - 1)} }`);
    const query = `{ __schema { types { fields { args { type { ${ofType(9)} } } } } } }`;
    expect(errorsOf(await post(server.url, query))).toEqual([]);
  });
});
