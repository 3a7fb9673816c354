import { describe, expect, it } from 'vitest';
import { CancelDebateDocument, DebateDocument, StartDebateDocument } from '../../../src/cli/generated/graphql.ts';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { aStartInput } from '../support/inputs.ts';
import { codesOf, type TestApi, testApi } from '../support/test-api.ts';

const SECRET = 'cannot read /opt/aragora/.env of sk-live-123';

async function brokenApi(failure: unknown): Promise<TestApi> {
  const api = await testApi();
  api.world.store.findMany = async () => {
    throw failure;
  };
  return api;
}

describe('a defect', () => {
  it.each([
    ['an Error', new Error(SECRET)],
    ['an error with a cause', new Error('outer', { cause: new Error(SECRET) })],
    ['a TypeError', new TypeError(SECRET)],
  ])('that is %s is returned as an error id, and logged under it', async (_, defect) => {
    const api = await brokenApi(defect);
    const answer = await api.execute(DebateDocument, { id: 'dbt_1' });
    expect(answer.errors).toMatchObject([
      { path: ['debate'], extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: 'err_1' } },
    ]);
    expect(answer.errors?.[0]?.message).toContain('err_1');
    expect(String(api.reported.get('err_1'))).toMatch(/Error/);
    expect(api.reported.size).toBe(1);
  });

  it('shows the caller no internals: no text, path or stack', async () => {
    const api = await brokenApi(new Error(SECRET));
    const text = JSON.stringify(await api.execute(DebateDocument, { id: 'dbt_1' }));
    expect(text).not.toMatch(/sk-live|\.env|\/opt|node_modules|\.ts|stack/i);
  });

  it('in a mutation is not a user error', async () => {
    const api = await testApi();
    api.world.store.add = async () => {
      throw new Error(SECRET);
    };
    const answer = await api.execute(StartDebateDocument, { input: aStartInput() });
    expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.data).toEqual({ startDebate: null });
  });

  it('that is an unknown value of an enum is returned as an error id, and logged', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const debate = Object.assign(await api.world.find(id), { status: 'PAUSED-sk-live-123' });
    api.world.store.findMany = async () => [debate];
    const answer = await api.execute('query ($id: ID!) { debate(id: $id) { status } }', { id });
    expect(answer.errors).toMatchObject([
      { path: ['debate', 'status'], extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: 'err_1' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('sk-live');
    expect(String(api.reported.get('err_1'))).toContain('PAUSED');
  });

  it('does not affect other fields of the operation', async () => {
    const api = await brokenApi(new Error(SECRET));
    const answer = await api.execute('{ debate(id: "dbt_1") { id } health { status } }');
    expect(answer.data).toEqual({ debate: null, health: { status: 'HEALTHY' } });
  });
});

describe('an unavailable service', () => {
  it('is UNAVAILABLE, which can be retried, and no defect', async () => {
    const cause = new Error(SECRET);
    const api = await brokenApi(new Unavailable('The database cannot be reached at the moment.', { cause }));
    const answer = await api.execute(DebateDocument, { id: 'dbt_1' });
    const message = 'The database cannot be reached at the moment.';
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'UNAVAILABLE' } }]);
    expect(JSON.stringify(answer)).not.toContain('sk-live');
    expect(api.reported.size).toBe(0);
  });

  it('is a top-level error of mutations too', async () => {
    const api = await brokenApi(new Unavailable('Gone.'));
    const answer = await api.execute(CancelDebateDocument, { input: { id: 'dbt_1' } });
    expect(codesOf(answer)).toEqual(['UNAVAILABLE']);
  });
});

describe('a server that is stopping', () => {
  it('starts no debate, and asks to try again', async () => {
    const api = await testApi();
    api.world.isDraining = true;
    const answer = await api.execute(StartDebateDocument, { input: aStartInput() });
    expect(codesOf(answer)).toEqual(['UNAVAILABLE']);
    expect(await api.world.debates.count(api.world.actor)).toBe(0);
  });
});

describe('an invalid document', () => {
  it.each([
    ['is not GraphQL', 'query {', 'GRAPHQL_PARSE_FAILED'],
    ['selects an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['omits a required argument', '{ debate { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['is too long', `{ ${'a: __typename '.repeat(2_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  ])('that %s is refused with %3$s', async (_, document, code) => {
    const api = await testApi();
    expect(codesOf(await api.execute(document))).toEqual([code]);
    expect(api.reported.size).toBe(0);
  });

  it.each<[string, string, object]>([
    ['a variable has the wrong type', 'query ($id: ID!) { debate(id: $id) { id } }', { id: [1] }],
    [
      'a variable is no value of its enum',
      'query ($o: DebateOrder!) { debates(orderBy: $o) { totalCount } }',
      { o: 'X' },
    ],
    [
      'an argument is null',
      'query ($o: DebateOrder = OLDEST_FIRST) { debates(orderBy: $o) { totalCount } }',
      { o: null },
    ],
  ])('because %s is BAD_USER_INPUT, and no defect', async (_, document, variables) => {
    const api = await testApi();
    expect(codesOf(await api.execute(document, variables))).toEqual(['BAD_USER_INPUT']);
    expect(api.reported.size).toBe(0);
  });

  it('because a variable is missing is BAD_USER_INPUT', async () => {
    const api = await testApi();
    expect(codesOf(await api.execute(DebateDocument, {} as never))).toEqual(['BAD_USER_INPUT']);
  });
});
