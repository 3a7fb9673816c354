import { readdirSync, readFileSync } from 'node:fs';
import { type ExecutionResult, execute, getOperationAST, parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { CompiledQueries } from '../../src/infra/http/compiled-queries.ts';
import { clientError } from '../../src/resolvers/client-error.ts';
import { contextFor } from '../../src/resolvers/context.ts';
import { fullOperation } from './support/full-selection.ts';
import { somePeople } from './support/people.ts';
import { actorWith, type TestApi, testApi } from './support/test-api.ts';

const FOLDER = new URL('../../schema/operations/', import.meta.url);
const QUERIES = readdirSync(FOLDER)
  .map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }))
  .filter(({ text }) => getOperationAST(parse(text))?.operation === 'query')
  .map(({ file, text }) => ({ file, text, shown: /^# variables: (.*)$/m.exec(text)?.[1] ?? '{}' }));

interface Case {
  readonly text: string;
  readonly variables?: object;
  readonly roles?: readonly string[];
  readonly operationName?: string;
}

let api: TestApi;
let debateId: string;
let placeholders: Record<string, string>;

beforeAll(async () => {
  api = await testApi();
  ({ id: debateId } = await api.world.debate());
  await api.world.start();
  ({ placeholders } = await somePeople(api, 'none'));
  await api.features.cluster.announce('http://127.0.0.1:8080');
});

/** What graphql-js answers, and what the compiled query does where there is one. */
async function answers({ text, variables = {}, roles = ['owner'], operationName }: Case) {
  const document = parse(text);
  const actor = actorWith({ roles });
  const args = () => ({
    ...{ document, variableValues: variables as Record<string, unknown>, operationName },
    contextValue: contextFor(api.features, { actor, address: null }, 'req_1'),
  });
  // As it is, and as the client is told of it: what hangs on an error counts too.
  const written = async (answer: ExecutionResult | Promise<ExecutionResult>) => {
    const result = await answer;
    const told = result.errors?.map((error) => clientError(error.toJSON(), error, () => 'err_1'));
    return JSON.stringify([result, told]);
  };
  const queries = new CompiledQueries(api.schema);
  const theirs = await written(execute({ ...args(), schema: api.schema }));
  const own: string[] = [];
  for (let nth = 0; nth < 5; nth++) {
    const answer = await queries.execute(args());
    if (answer) own.push(await written(answer));
  }
  return { theirs, own, hasCompiled: queries.compiled > 0 };
}

async function isTheSame(one: Case, compiles?: boolean): Promise<string> {
  const { theirs, own, hasCompiled } = await answers(one);
  for (const answer of own) expect(answer).toBe(theirs);
  if (compiles !== undefined) expect(hasCompiled).toBe(compiles);
  return theirs;
}

function meant(shown: string): object {
  const signs = { ...placeholders, dbt_: debateId };
  return JSON.parse(Object.entries(signs).reduce((all, [sign, id]) => all.replaceAll(`"${sign}"`, `"${id}"`), shown));
}

describe('compiled queries answer what graphql-js answers, letter for letter', () => {
  it.each(QUERIES)('to $file, with the variables it shows', async ({ text, shown }) => {
    expect(await isTheSame({ text, variables: meant(shown) })).toContain('"data":{');
  });

  it.each(QUERIES)(
    'to $file, from somebody without a role, from a viewer, and without variables',
    async ({ text, shown }) => {
      for (const roles of [[], ['viewer']]) await isTheSame({ text, variables: meant(shown), roles });
      await isTheSame({ text });
    },
  );

  it.each(['debate', 'debates', 'node', 'receipt', 'usage', 'auditLog', 'nodes', 'estimateDebate'])(
    'to every field there is under %s',
    async (field) => {
      const text = fullOperation(api.schema, 'Query', field);
      await isTheSame({ text, variables: { id: debateId, debateId, first: 10 } });
    },
  );

  it.each<[string, Case]>([
    ['an unknown id', { text: '{ debate(id: "dbt_none") { id } receipt(debateId: "dbt_none") { id: __typename } }' }],
    [
      'a page that makes no sense, by a variable',
      { text: 'query ($n: Int) {\n  debates(first: $n) { totalCount } }', variables: { n: 101 } },
    ],
    [
      'a document of several lines',
      { text: '{\r\n  a: debate(id: "dbt_none") { id }\n  debates(first: 0) {\r    totalCount\n  }\n}' },
    ],
    [
      'a page that makes no sense',
      { text: '{ debates(first: 0) { totalCount } other: debates(first: 101) { totalCount } }' },
    ],
    ['a damaged cursor', { text: '{ debates(first: 1, after: "x") { totalCount } }' }],
    [
      'a variable of the wrong type',
      { text: 'query ($n: Int) { debates(first: $n) { totalCount } }', variables: { n: 'x' } },
    ],
    ['a variable that is null', { text: 'query ($id: ID!) { debate(id: $id) { id } }', variables: { id: null } }],
    [
      'a number that is too large',
      { text: 'query ($n: Int) { debates(first: $n) { totalCount } }', variables: { n: 1e12 } },
    ],
    [
      'an unknown value of an enumeration',
      {
        text: 'query ($f: DebateFilter) { debates(first: 1, filter: $f) { totalCount } }',
        variables: { f: { status: ['NO'] } },
      },
    ],
    ['a variable too many', { text: '{ health { status } }', variables: { other: 1 } }],
    ['aliases and names of types', { text: '{ a: health { __typename s: status } b: health { status } __typename }' }],
    [
      'skip and include by a variable',
      {
        text: 'query ($y: Boolean!) { health { status @skip(if: $y) version @include(if: $y) ...F @skip(if: $y) } } fragment F on Health { uptimeSeconds }',
        variables: { y: true },
      },
    ],
    [
      'one of several operations',
      { text: 'query A { health { status } } query B { agents { id } }', operationName: 'B' },
    ],
    [
      'the schema itself',
      {
        text: '{ __schema { types { name fields { name type { name ofType { name } } args { name defaultValue } } } } }',
      },
    ],
  ])('to %s', async (_, one) => {
    await isTheSame(one);
  });
});

it('compiles no mutation, and nothing that came only once or twice', async () => {
  await isTheSame(
    { text: 'mutation { cancelDebate(input: { id: "dbt_none" }) { userErrors { code message } } }' },
    false,
  );
});

it('it is looked only once whether a document can be compiled', async () => {
  let looks = 0;
  const document = new Proxy(parse('{ node(id: "dbt_none") { id } }'), {
    get: (target, name) => {
      if (name === 'definitions') looks++;
      return Reflect.get(target, name);
    },
  });
  const queries = new CompiledQueries(api.schema);
  const looksOfOne = async () => {
    const before = looks;
    const contextValue = contextFor(api.features, { actor: actorWith({ roles: ['owner'] }), address: null }, 'req_1');
    await queries.execute({ document, contextValue });
    return looks - before;
  };
  const all: number[] = [];
  for (let nth = 0; nth < 5; nth++) all.push(await looksOfOne());
  const [first = 0] = all;
  expect(all).toEqual([first, first, expect.any(Number), first, first]);
  expect(all[2]).toBeGreaterThan(first);
  expect(queries.compiled).toBe(0);
});
