import { getOperationAST, type OperationDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { serverSchema } from '../../../../src/app/schema.ts';
import { DocumentCache, isRefused } from '../../../../src/infra/http/limits/document-cache.ts';
import type { ReadDocument } from '../../../../src/infra/http/limits/read-document.ts';
import { TrustedDocuments } from '../../../../src/infra/http/limits/trusted-documents.ts';

let cache: DocumentCache;
beforeAll(async () => {
  cache = new DocumentCache(await serverSchema());
});

function read(text: string): ReadDocument {
  const found = cache.read(text);
  if (isRefused(found)) throw new Error(String(found));
  return found;
}

function costOf(text: string, variables: Record<string, unknown> = {}, name?: string): number {
  const found = read(text);
  return found.cost(getOperationAST(found.document, name) as OperationDefinitionNode, variables);
}

describe('a document', () => {
  it('is the same object for the same text, and another object for another text', () => {
    expect(read('{ agents { id } }').document).toBe(read('{ agents { id } }').document);
    expect(read('{ agents { id } }').document).not.toBe(read('{ agents { id  } }').document);
    expect(cache.read('{ nothing }')).toBe(cache.read('{ nothing }'));
  });

  it('has a hash that depends on its content, and not on its layout', () => {
    const trusted = new TrustedDocuments([
      '# Health.\nquery Health { health { status ...F } } fragment F on Health { version }',
    ]);
    const same = 'fragment F on Health{version},query Health{health{status,...F}}';
    expect(trusted.has(read(same).hash)).toBe(true);
    expect(trusted.isPublic(same)).toBe(true);
    const others = [
      'query Health { health { ...F status } } fragment F on Health { version }',
      'query Health { health { status ...F } } fragment F on Health { version uptimeSeconds }',
      'query Health($a: Int) { health { status ...F } } fragment F on Health { version }',
      `${same} query More { agents { id } }`,
    ];
    for (const other of others) expect(trusted.isPublic(other), other).toBe(false);
  });

  it('that is very long is not a public one, and is not parsed', () => {
    const text = 'query Health { health { status } }';
    const trusted = new TrustedDocuments([text]);
    expect(trusted.isPublic(`${text}${' '.repeat(text.length)}`)).toBe(true);
    expect(trusted.isPublic(`${text}${' '.repeat(1_000_000)}`)).toBe(false);
  });
});

describe('the cost of an operation', () => {
  it.each<[string, number, object?]>([
    ['{ __typename }', 0],
    ['{ health { status version } }', 1],
    ['{ health { status checks { name } } }', 1 + 5],
    ['{ agents { id label } }', 5],
    ['{ debates(first: 10) { totalCount } }', 1 + 10],
    ['{ debates(first: 10) { nodes { id } pageInfo { hasNextPage } } }', 1 + 10],
    ['{ debates(last: 10) { edges { cursor node { id } } } }', 1 + 10],
    ['{ debates(first: 10) { nodes { id } edges { node { id } } } }', 1 + 20],
    ['{ debates(first: 10) { nodes { turns { round } spending { costUsd } } } }', 1 + 10 * (1 + 5 + 1)],
    ['{ debates(first: 1000) { nodes { id } } }', 1 + 100],
    ['{ debates(first: -1) { nodes { id } } }', 1 + 1],
    ['query ($n: Int) { debates(first: $n) { nodes { id } } }', 1 + 30, { n: 30 }],
    ['query ($n: Int = 7) { debates(first: $n) { nodes { id } } }', 1 + 7],
    [
      'query ($n: Int) { a: debates(first: $n) { nodes { id } } b: debates(first: $n) { nodes { id } } }',
      42,
      { n: 20 },
    ],
    ['query ($all: Boolean!) { agents { id } health @include(if: $all) { status } }', 5, { all: false }],
    ['query ($all: Boolean!) { agents { id } health @include(if: $all) { status } }', 6, { all: true }],
    ['{ ...F } fragment F on Query { agents { id } }', 5],
    ['{ node(id: "x") { ... on Debate { turns { round } } } }', 1 + 5],
    ['{ nodes(ids: ["a", "b", "c"]) { id } }', 3 * 3],
    ['{ debates(first: 10) { nodes { document } } }', 1 + 10 * (1 + 20)],
    ['{ debates(first: 10) { nodes { events(last: 5) { edges { cursor } } } } }', 1 + 10 * (1 + (1 + 5))],
    [
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Debate { turns { round } } } }',
      3 * 4 * (1 + 5),
      { ids: [...'abcd'] },
    ],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 3 * 100, { ids: Array(1_000).fill('x') }],
    ['{ debates(first: 50) { edges { cursor } } }', 1 + 50],
    ['{ debates { pageInfo { endCursor } } }', 1 + 20],
    ['mutation { signOut(input: {}) { endedAt } }', 10 + 1],
    ['{ __schema { types { name } } }', 100],
    ['query ($n: Int!) { debates(first: $n) { nodes { id } } }', 0, { n: 'none' }],
  ])('of %s is %i', (text, points, variables = {}) => {
    expect(costOf(text, variables as Record<string, unknown>)).toBe(points);
    expect(costOf(text, variables as Record<string, unknown>)).toBe(points);
  });

  it('depends on the length of a list in the variables, also when the document is known', () => {
    const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Debate { turns { round } } } }';
    const costs = [0, 1, 100, 1, 0].map((length) => costOf(text, { ids: Array(length).fill('dbt_1') }));
    expect(costs).toEqual([0, 18, 1_800, 18, 0]);
  });

  it('does not depend on earlier variables of the same document', () => {
    const text = 'query ($id: ID!, $n: Int!) { debates(first: $n) { nodes { id } } node(id: $id) { id } }';
    expect(costOf(text, { n: 100 })).toBe(0);
    expect(costOf(text, { n: 100, id: 'x' })).toBe(1 + 100 + 1);
    const usual = 'query ($n: Int = 100) { debates(first: $n) { nodes { id } totalCount } }';
    expect(costOf(usual, { n: null })).toBe(1 + 20);
    expect(costOf(usual)).toBe(1 + 100);
  });

  it('leaves out a field that cannot run with its argument', () => {
    const text = 'query ($dry: Boolean) { rateLimit(dryRun: $dry) { cost } debates(first: 100) { nodes { id } } }';
    expect(costOf(text, { dry: null })).toBe(1 + 100);
    expect(costOf(text)).toBe(1 + 1 + 100);
    // One selection may contain a field up to fifty times.
    const fifty = `fragment Fifty on Query { ${'rateLimit(dryRun: $dry) { cost } '.repeat(50)} }`;
    const many = `${text.replace('rateLimit(dryRun: $dry) { cost }', '...Fifty ...Fifty ...Fifty')} ${fifty}`;
    expect(costOf(many, { dry: null })).toBe(1 + 100);
  });

  it('is that of the operation that runs', () => {
    const text = 'query A { agents { id } } query B { health { status } }';
    expect([costOf(text, {}, 'A'), costOf(text, {}, 'B')]).toEqual([5, 1]);
  });
});

it('a document without a credential is parsed only up to the token count of the longest public document', () => {
  const trusted = new TrustedDocuments(['query Health { health { status } }']);
  const nested = (levels: number) => `${'{a'.repeat(levels)}${'}'.repeat(levels)} # ${'x'.repeat(50)}`;
  // A text may be four times as long as the longest document. This one is long, so that only the tokens count.
  const spacious = new TrustedDocuments([`query Health { health { status } } # ${'x'.repeat(10_000)}`]);
  expect(trusted.isPublic(nested(5))).toBe(false);
  const cpuMs = (text: string) => {
    const times = Array.from({ length: 15 }, () => {
      const before = process.cpuUsage();
      for (let nth = 0; nth < 20; nth++) expect(spacious.isPublic(text)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return times.toSorted((one, other) => one - other)[7] ?? 0;
  };
  cpuMs(nested(100));
  // Parsing and printing the whole document takes time in the square of its depth.
  expect(cpuMs(nested(1_600))).toBeLessThan(10 * Math.max(cpuMs(nested(100)), 2));
});

it('a document that is nested too deep to be parsed is rejected, and is not a defect', () => {
  const refused = cache.read(`{ debates(first: ${'['.repeat(2_400)}1${']'.repeat(2_400)}) { totalCount } }`);
  expect(isRefused(refused) && refused[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
});
