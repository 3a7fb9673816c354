import fc from 'fast-check';
import { type ExecutionResult, execute, getOperationAST, Kind, parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { CompiledQueries } from '../../src/infra/http/graphql/compiled-queries.ts';
import { clientError } from '../../src/resolvers/shared/client-error.ts';
import { documentedOperations } from '../support/documented-operations.ts';
import { fullOperation } from './support/full-selection.ts';
import { meantBy, prepareFor } from './support/operation-setups.ts';
import { someQuery } from './support/some-query.ts';
import { actorWith, contextOver, type TestApi, testApi } from './support/test-api.ts';

const QUERIES = documentedOperations()
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
let placeholders: Readonly<Record<string, string>>;

beforeAll(async () => {
  api = await testApi();
  ({ id: debateId } = await api.world.debate());
  await api.world.start();
  ({ placeholders } = await prepareFor(api, 'none'));
  await api.features.cluster.announce('http://127.0.0.1:8080');
});

/** The result of graphql-js, and that of the compiled query if there is one. */
async function answers({ text, variables = {}, roles = ['owner'], operationName }: Case) {
  const document = parse(text);
  const actor = actorWith({ roles });
  const args = () => ({
    ...{ document, variableValues: variables as Record<string, unknown>, operationName },
    contextValue: contextOver(api.features, { actor, address: null }, 'req_1'),
  });
  // Both the error itself and its client form: its extensions count too.
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

/** The compiled query is used from the third time on, or never when it must not be. */
async function isTheSame(one: Case, compiles = isForTheCompiled(one)): Promise<string> {
  const { theirs, own } = await answers(one);
  expect(own).toEqual(compiles ? [theirs, theirs, theirs] : []);
  return theirs;
}

/** Only graphql-js resolves the types of nodes and events, counts the fields of a `@oneOf` input, and reports missing variables. */
function isForTheCompiled({ text, variables = {}, operationName }: Case): boolean {
  if (/\b(nodes?|usage)\(|\bevents\b/.test(text)) return false;
  const { variableDefinitions = [] } = getOperationAST(parse(text), operationName) ?? {};
  const needed = variableDefinitions.filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  return needed.every(({ variable }) => variable.name.value in variables);
}

describe('compiled queries return exactly the result of graphql-js', () => {
  it.each(QUERIES)('for $file, with its variables', async ({ text, shown }) => {
    expect(await isTheSame({ text, variables: meantBy(shown, { ...placeholders, dbt_: debateId }) })).toContain(
      '"data":{',
    );
  });

  it.each(QUERIES)(
    'for $file, as a caller without a role, as a viewer, and without variables',
    async ({ text, shown }) => {
      for (const roles of [[], ['viewer']])
        await isTheSame({ text, variables: meantBy(shown, { ...placeholders, dbt_: debateId }), roles });
      await isTheSame({ text });
    },
  );

  it.each(['debate', 'debates', 'node', 'receipt', 'usage', 'auditLog', 'clusterNodes', 'estimateDebate'])(
    'for all fields under %s',
    async (field) => {
      const text = fullOperation(api.schema, 'Query', field);
      await isTheSame({ text, variables: { id: debateId, debateId, first: 10 } });
    },
  );

  it.each<[string, Case]>([
    ['an unknown id', { text: '{ debate(id: "dbt_none") { id } receipt(debateId: "dbt_none") { id: __typename } }' }],
    [
      'an invalid page, in a variable',
      { text: 'query ($n: Int) {\n  debates(first: $n) { totalCount } }', variables: { n: 101 } },
    ],
    [
      'a document of several lines',
      { text: '{\r\n  a: debate(id: "dbt_none") { id }\n  debates(first: 0) {\r    totalCount\n  }\n}' },
    ],
    ['an invalid page', { text: '{ debates(first: 0) { totalCount } other: debates(first: 101) { totalCount } }' }],
    ['a damaged cursor', { text: '{ debates(first: 1, after: "x") { totalCount } }' }],
    ['an extra variable', { text: '{ health { status } }', variables: { other: 1 } }],
    ['aliases and names of types', { text: '{ a: health { __typename s: status } b: health { status } __typename }' }],
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
  ])('for %s', async (_, one) => {
    await isTheSame(one);
  });

  it('for 300 documents of fields, fragments and conditions', async () => {
    let compiled = 0;
    const property = fc.asyncProperty(someQuery, async (one) => {
      const { theirs, own } = await answers(one);
      expect(own.filter((answer) => answer !== theirs)).toEqual([]);
      if (own.length > 0) compiled++;
    });
    await fc.assert(property, { numRuns: 300, seed: 1 });
    expect(compiled).toBeGreaterThan(50);
  });
});

describe('graphql-js executes', () => {
  it.each<[string, Case]>([
    [
      'skip and include by a variable',
      {
        text: 'query ($y: Boolean!) { health { status @skip(if: $y) version @include(if: $y) ...F @skip(if: $y) } } fragment F on Health { uptimeSeconds }',
        variables: { y: true },
      },
    ],
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
    [
      'a fragment used twice, once under a condition',
      {
        text: 'query ($y: Boolean!) { ...F @include(if: $y) ...F health { status } } fragment F on Query { agents { id } }',
        variables: { y: false },
      },
    ],
    [
      'a fragment used twice under conditions',
      {
        text: 'query ($y: Boolean!, $z: Boolean!) { ...F @include(if: $y) ...F @include(if: $z) } fragment F on Query { agents { id } }',
        variables: { y: false, z: true },
      },
    ],
    [
      'a fragment used twice, once without effect',
      { text: '{ ...F @include(if: false) ...F } fragment F on Query { agents { id } }' },
    ],
    [
      'a fragment within another under a condition, and on its own',
      {
        text: 'query ($y: Boolean!) { ... @include(if: $y) { ...F } ...F } fragment F on Query { agents { id } }',
        variables: { y: false },
      },
    ],
    [
      'a fragment spread by two others, one of them under a condition',
      {
        text: `query ($y: Boolean!) { ...A ...B } fragment A on Query { ...C @include(if: $y) }
               fragment B on Query { ...C } fragment C on Query { agents { id } }`,
        variables: { y: false },
      },
    ],
    [
      'a fragment that is skipped, and spread by another',
      {
        text: `query ($y: Boolean!) { agents { ...G @skip(if: $y) ...H } } fragment H on Agent { ...G }
               fragment G on Agent { id }`,
        variables: { y: true },
      },
    ],
  ])('%s', async (_, one) => {
    await isTheSame(one, false);
  });
});

it('compiles no mutation, and no document that came only once or twice', async () => {
  await isTheSame(
    { text: 'mutation { cancelDebate(input: { id: "dbt_none" }) { userErrors { code message } } }' },
    false,
  );
});

it('checks only once whether a document can be compiled', async () => {
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
    const contextValue = contextOver(api.features, { actor: actorWith({ roles: ['owner'] }), address: null }, 'req_1');
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
