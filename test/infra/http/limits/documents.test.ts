import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, post, send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';
import { codesIn, WAYS } from '../support/ways.ts';

/** Time of the processor, which does not include other programs. */
const MAX_CPU_MS = 1_000;
const agents = (count: number, field = 'agents { id }') =>
  Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ');
/** `{ agents { id } }` has a depth of 2. Every fragment around it adds one. */
const deep = (depth: number) => `${'{ ... '.repeat(depth - 2)}{ agents { id } }${' }'.repeat(depth - 2)}`;
const conditions = (count: number) => `{ agents { id ${'... @include(if: true) { label } '.repeat(count)}} }`;
/** A document of 40 tokens, filled up to `count` tokens. No field that is executed takes such a list. */
const tokens = (count: number) =>
  `query ($a: [String!] = [${'"" '.repeat(count - 40)}]) { agents { id } debates(filter: { kind: $a }) @include(if: false) { totalCount } }`;
/** Inline fragments of three fields each. No field is in all of them. */
const inThrees = (count: number) => {
  const threes = ['id label model', 'provider family description', 'needsKey isAvailable isPriceKnown'];
  return Array.from({ length: count }, (_, at) => `... { ${threes[at % threes.length]} }`).join(' ');
};
/** Fragments that each spread the next one several times. */
const bomb = (length: number, spreads: number) =>
  Array.from({ length }, (_, at) => {
    const next = at + 1 < length ? `...F${at + 1} `.repeat(spreads) : 'label';
    return `fragment F${at} on Agent { id ${next} }`;
  }).join(' ');
const page = (size: number) =>
  `{ agents { id } debates(first: ${size}) { nodes { turns { round } participants { key } } } }`;

const VALIDATION = 'GRAPHQL_VALIDATION_FAILED';
interface Row {
  readonly most: string;
  readonly more: string;
  readonly code: string;
  readonly says: RegExp;
}

const LIMITS: [string, Row][] = [
  ['15 aliases', { most: `{ ${agents(15)} }`, more: `{ ${agents(16)} }`, code: VALIDATION, says: /alias/i }],
  [
    '15 aliases of __typename',
    {
      most: `{ agents { id } ${agents(15, '__typename')} }`,
      more: `{ agents { id } ${agents(16, '__typename')} }`,
      code: VALIDATION,
      says: /alias/i,
    },
  ],
  ['a depth of 12', { most: deep(12), more: deep(13), code: VALIDATION, says: /depth/i }],
  ['10 directives', { most: conditions(10), more: conditions(11), code: VALIDATION, says: /directive/i }],
  [
    '50 times one field in one selection',
    {
      most: `{ agents { ${'id '.repeat(50)}} }`,
      more: `{ agents { ${'id '.repeat(51)}} }`,
      code: VALIDATION,
      says: /50 times/,
    },
  ],
  [
    '50 times one field in inline fragments of one selection',
    {
      most: `{ agents { id ${'... { id label } ... @include(if: true) { ... on Agent { id } } '.repeat(4)}${'... { id } '.repeat(41)}} }`,
      more: `{ agents { id ${'... { id label } ... @include(if: true) { ... on Agent { id } } '.repeat(4)}${'... { id } '.repeat(42)}} }`,
      code: VALIDATION,
      says: /50 times/,
    },
  ],
  [
    '50 times one field in one inline fragment',
    {
      most: `{ agents { ... { ${'id '.repeat(50)}} } }`,
      more: `{ agents { ... { ${'id '.repeat(51)}} } }`,
      code: VALIDATION,
      says: /50 times/,
    },
  ],
  [
    '50 times one fragment in one selection',
    {
      most: `{ agents { ${'...F '.repeat(25)}${'... { ...F } '.repeat(25)}} } fragment F on Agent { id }`,
      more: `{ agents { ${'...F '.repeat(25)}${'... { ...F } '.repeat(26)}} } fragment F on Agent { id }`,
      code: VALIDATION,
      says: /50 times/,
    },
  ],
  [
    '5 directives at one place',
    {
      // A known directive may not stand at one place even twice.
      most: '{ agents { id @include(if: true) } }',
      more: `{ agents { id ${'@include(if: true) '.repeat(6)}} }`,
      code: VALIDATION,
      says: /5 directives/,
    },
  ],
  ['5,000 tokens', { most: tokens(5_000), more: tokens(5_001), code: 'GRAPHQL_PARSE_FAILED', says: /token/i }],
  [
    '500 fields',
    {
      most: `{ agents { ${inThrees(124)} ... { id label } } }`,
      more: `{ agents { ${inThrees(124)} ... { id label model } } }`,
      code: VALIDATION,
      says: /500 fields/,
    },
  ],
  [
    '500 fields in fragments',
    {
      most: `{ agents { ...F0 } } ${bomb(4, 3)}`,
      more: `{ agents { ...F0 } } ${bomb(60, 2)}`,
      code: VALIDATION,
      says: /500 fields/,
    },
  ],
  ['a cost of 1,000 points', { most: page(90), more: page(91), code: 'COST_LIMIT_EXCEEDED', says: /smaller pages/ }],
  [
    '0 cycles of fragments',
    {
      most: '{ agents { ...A } } fragment A on Agent { ...B } fragment B on Agent { id }',
      more: '{ agents { ...A } } fragment A on Agent { ...B } fragment B on Agent { ...A }',
      code: VALIDATION,
      says: /spread fragment "A" within itself/,
    },
  ],
];

let server: FakeServer;
let asked = 0;

beforeAll(async () => {
  server = await fakeServer({ ARAGORA_MAX_BODY_SIZE: '65536', ARAGORA_MAX_QUERY_COST: '1000' });
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

describe.each(WAYS)('over %s', (_, way) => {
  it.each(LIMITS)('a document with more than %s is rejected at once, and nothing of it runs', async (_, row) => {
    const before = process.cpuUsage();
    const refused = await way(server, { query: row.more });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(MAX_CPU_MS);
    expect(codesIn(refused)).toEqual([row.code]);
    expect(refused.errors?.[0]?.message).toMatch(row.says);
    expect(asked).toBe(0);
    expect(codesIn(await way(server, { query: row.most }))).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it.each([0, 101, -1])('a page of %i is rejected, written in the document or as a variable', async (first) => {
    const query = 'query ($first: Int) { debates(first: $first) { totalCount } }';
    const answers = [
      await way(server, { query: `{ debates(first: ${first}) { totalCount } }` }),
      await way(server, { query, variables: { first } }),
    ];
    expect(answers.map(codesIn)).toEqual([['INVALID_INPUT'], ['INVALID_INPUT']]);
    expect(codesIn(await way(server, { query, variables: { first: 100 } }))).toEqual([]);
  });

  it('a misspelt name gets no suggestion of an existing one', async () => {
    const near = [
      '{ agent { id } }',
      '{ agents { labe } }',
      '{ debates(firs: 1) { totalCount } }',
      '{ debates(first: 1, orderBy: NEWEST_FIRS) { totalCount } }',
      'query ($o: DebateOrde!) { debates(first: 1, orderBy: $o) { totalCount } }',
      '{ debates(first: 1, filter: {statu: PENDING}) { totalCount } }',
      '{ node(id: "dbt_1") { ... on Debat { id } } }',
    ];
    for (const query of near) {
      const { errors } = await way(server, { query });
      expect(errors?.length, query).toBeGreaterThan(0);
      expect(JSON.stringify(errors), query).not.toMatch(/did you mean/i);
    }
    const variables = { filter: { statu: 'PENDING' }, order: 'NEWEST_FIRS' };
    const query =
      'query ($filter: DebateFilter, $order: DebateOrder!) { debates(first: 1, filter: $filter, orderBy: $order) { totalCount } }';
    const { errors } = await way(server, { query, variables });
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });
});

describe('a socket', () => {
  it('stays open when a document is rejected', async () => {
    const socket = await new RawSocket(server.wsUrl).greet();
    for (const [id, { more }] of LIMITS) {
      socket.send({ type: 'subscribe', id, payload: { query: more } });
      expect(await socket.nextOf(id)).toMatchObject({ type: 'error' });
    }
    socket.send({ type: 'subscribe', id: 'well', payload: { query: '{ agents { id } }' } });
    expect(await socket.nextOf('well')).toMatchObject({ type: 'next' });
    await socket.close();
  });
});

describe('several operations in one request', () => {
  it('are rejected together', async () => {
    const body = JSON.stringify([{ query: '{ agents { id } }' }, { query: '{ agents { id } }' }]);
    const headers = { 'content-type': 'application/json' };
    const { status } = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect([status, asked]).toEqual([400, 0]);
  });
});

describe('the schema', () => {
  it('can be queried as deep as tools do', async () => {
    const ofType = (depth: number): string => (depth === 0 ? 'name' : `name ofType { ${ofType(depth - 1)} }`);
    const query = `{ __schema { types { fields { args { type { ${ofType(9)} } } } } } }`;
    expect(errorsOf(await post(server.url, query))).toEqual([]);
  });

  const pointsOf = async (query: string) => JSON.parse((await post(server.url, query)).text).extensions.cost.points;
  const TYPE =
    'fields(includeDeprecated: true) { args { name } } inputFields { name } interfaces { name } enumValues { name }';
  const WHOLE = `types { ${TYPE} possibleTypes { name } } directives { name args { name } }`;

  it('costs 100 points once, as tools query it', async () => {
    expect(await pointsOf(`{ __schema { ${WHOLE} } }`)).toBe(100);
    expect(await pointsOf('{ __type(name: "Agent") { name } }')).toBe(100);
  });

  it('costs more when its lists are asked for again under other names', async () => {
    const again = Array.from({ length: 13 }, (_, at) => `a${at}: types { ${TYPE} }`).join(' ');
    expect(await pointsOf(`{ __schema { ${again} } }`)).toBe(13 * 60);
  });
});

describe('one error', () => {
  it.each([
    `{ debates(${'first: 1 '.repeat(1_500)}) { totalCount } }`,
    `query (${'$a: Int '.repeat(1_000)}) { debates(first: $a) { totalCount } }`,
  ])('names at most ten places, however often the mistake is made', async (query) => {
    const { text } = await post(server.url, query);
    expect(text.length).toBeLessThan(50_000 / 2);
    for (const { locations } of JSON.parse(text).errors) expect(locations.length).toBeLessThanOrEqual(10);
  });
});
