import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DebateEventsDocument } from '../../../../src/cli/generated/graphql.ts';
import { encodeCursor } from '../../../../src/domain/shared/cursor.ts';
import { aDecisionInput } from '../../../resolvers/support/inputs.ts';
import { aServer } from '../support/a-server.ts';
import { send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';

let server: Awaited<ReturnType<typeof aServer>>;
let id: string;

beforeAll(async () => {
  server = await aServer();
  id = (await ask(START, { input: { decision: aDecisionInput() } })).data.startDebate.debate.id;
});
afterAll(() => server.stop());

const START =
  'mutation ($input: StartDebateInput!) { startDebate(input: $input) { debate { id } userErrors { code } } }';
const CANCEL = 'mutation ($input: CancelDebateInput!) { cancelDebate(input: $input) { userErrors { code } } }';
const DELETE = 'mutation ($input: DeleteDebateInput!) { deleteDebate(input: $input) { userErrors { code } } }';
const LIST = `query ($after: String, $before: String, $filter: DebateFilter) {
  debates(first: 1, after: $after, before: $before, filter: $filter) { totalCount edges { cursor } } }`;

async function ask(query: string, variables: object) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  return JSON.parse((await send(`${server.url}/graphql`, { method: 'POST', headers, body })).text);
}

/** The codes of all errors and user errors. */
function codesIn(answer: { data?: Record<string, { userErrors?: { code: string }[] } | null>; errors?: unknown[] }) {
  const userErrors = Object.values(answer.data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
  const errors = (answer.errors ?? []) as { extensions?: { code: string } }[];
  return [...errors.map(({ extensions }) => extensions?.code), ...userErrors.map(({ code }) => code)];
}

describe.each([
  ['a NUL', 'dbt_\0'],
  ['only a NUL', '\0'],
  ['half a surrogate pair', 'dbt_\uD800'],
  ['ten thousand letters', `dbt_${'x'.repeat(10_000)}`],
])('a text with %s', (_, text) => {
  it('is the id of no object', async () => {
    const query = 'query ($id: ID!) { debate(id: $id) { id } node(id: $id) { id } }';
    expect(await ask(query, { id: text })).toMatchObject({ data: { debate: null, node: null } });
  });

  it.each([
    ['cancelled', CANCEL],
    ['deleted', DELETE],
  ])('is the id of no debate that could be %s, with or without an idempotency key', async (_name, mutation) => {
    expect(codesIn(await ask(mutation, { input: { id: text } }))).toEqual(['NOT_FOUND']);
    expect(codesIn(await ask(mutation, { input: { id: text, idempotencyKey: 'k' } }))).toEqual(['NOT_FOUND']);
  });

  it('is not a cursor of a list', async () => {
    const inside = encodeCursor('d1|NEWEST_FIRST', text);
    for (const cursor of [text, inside]) {
      for (const variables of [{ after: cursor }, { before: cursor }]) {
        const codes = codesIn(await ask(LIST, variables));
        // A text of valid letters still names a place in the list, though no debate has this id.
        expect(codes).toEqual(cursor === inside && /^[\w-]+$/.test(text) ? [] : ['BAD_CURSOR']);
      }
    }
  });

  it('is neither the id of a debate nor a cursor for following one', async () => {
    const socket = await new RawSocket(server.wsUrl).greet();
    const refusal = async (variables: object) => {
      socket.send({ type: 'subscribe', id: '1', payload: { query: String(DebateEventsDocument), variables } });
      const { payload } = await socket.next();
      await socket.next();
      return codesIn(payload as object);
    };
    expect(await refusal({ debateId: text })).toEqual(['NOT_FOUND']);
    expect(await refusal({ debateId: id, after: text })).toEqual(['BAD_CURSOR']);
    expect(await refusal({ debateId: id, after: encodeCursor(`e1|${id}`, text) })).toEqual(['BAD_CURSOR']);
    expect(await refusal({ debateId: text, after: encodeCursor(`e1|${text}`, '1') })).toEqual(['NOT_FOUND']);
    await socket.close();
  });
});

describe('a NUL', () => {
  it.each([
    ['startDebate', START, () => ({ decision: aDecisionInput() })],
    ['cancelDebate', CANCEL, () => ({ id })],
    ['deleteDebate', DELETE, () => ({ id })],
  ])('in the idempotency key of %s is INVALID_INPUT', async (_, mutation, input) => {
    const answer = await ask(mutation, { input: { ...input(), idempotencyKey: 'a\0b' } });
    expect(codesIn(answer)).toEqual(['INVALID_INPUT']);
  });

  it('in the text of a filter is INVALID_INPUT', async () => {
    expect(codesIn(await ask(LIST, { filter: { text: 'a\0b' } }))).toEqual(['INVALID_INPUT']);
  });

  it.each([
    ['task', { decision: aDecisionInput({ task: 'a\0b' }) }],
    ['groundTruth', { decision: aDecisionInput({ groundTruth: 'x\0' }) }],
    ['agents', { decision: aDecisionInput(), agents: ['ann', 'b\0b'] }],
  ])('in the field %s of a new debate is INVALID_INPUT', async (_, input) => {
    expect(new Set(codesIn(await ask(START, { input })))).toEqual(new Set(['INVALID_INPUT']));
  });
});

describe('a repeated idempotency key', () => {
  it.each([
    ['cancelDebate', CANCEL],
    ['deleteDebate', DELETE],
  ])('of %s gives the same result again', async (_, mutation) => {
    const { debate } = (await ask(START, { input: { decision: aDecisionInput() } })).data.startDebate;
    if (mutation === DELETE) await ask(CANCEL, { input: { id: debate.id } });
    const input = { id: debate.id, idempotencyKey: `key of ${debate.id}` };
    const first = await ask(mutation, { input });
    expect(await ask(mutation, { input })).toEqual(first);
  });
});
