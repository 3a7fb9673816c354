import type { GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { DebatePart } from '../../../src/domain/debates/debate-parts.ts';
import { fullSelection } from '../support/full-selection.ts';
import { onlyB } from '../support/tenancy/two-organisations.ts';
import { theSchema } from '../support/test-api.ts';

const schema = await theSchema();
const Debate = schema.getType('Debate') as GraphQLObjectType;
const FIELDS = Object.keys(Debate.getFields());

/** What the list screen shows. */
const SCREEN = `id task status createdAt outcome winner { label } participants { label role provider }
  verdict { outcome answer tally { option { label } voters { label } weight } dissent { reason } cruxes { strength } }`;

/** The field with everything below it, as a client writes it: without aliases, of which a document may have few. */
function everythingIn(name: string): string {
  if (name === 'receipt') return 'receipt { id }';
  if (name === 'events') return 'events(first: 5) { totalCount edges { cursor } }';
  return `${name}${fullSelection(schema, Debate, name).replaceAll(/\w+__\w*: /g, '')}`;
}

interface Listed {
  readonly debates: {
    readonly nodes: readonly { id: string }[];
    readonly edges: readonly { cursor: string; node: { id: string } }[];
  };
}

/** An organisation with a running debate, ended ones of every mode, and a fork. */
let own: Awaited<ReturnType<typeof onlyB>>;
beforeAll(async () => {
  own = await onlyB();
});

async function execute<Data>(document: string): Promise<Data> {
  const { data, errors } = await own.both.api.execute<Data>(document, {}, own.b.owner);
  expect(errors).toBeUndefined();
  return data as Data;
}

/** All debates, in pages of a few: a page may cost only so much. */
async function nodesWith(fields: string): Promise<readonly { id: string }[]> {
  const ids = (await execute<Listed>('{ debates(first: 50) { edges { cursor node { id } } } }')).debates.edges;
  const nodes: { id: string }[] = [];
  while (nodes.length < ids.length) {
    const after = nodes.length === 0 ? '' : `after: "${ids[nodes.length - 1]?.cursor}"`;
    nodes.push(...(await execute<Listed>(`{ debates(first: 3 ${after}) { nodes { ${fields} } } }`)).debates.nodes);
  }
  return nodes;
}

/** The parts that the list requests from the store. */
async function partsFor(document: string): Promise<readonly DebatePart[]> {
  const page = vi.spyOn(own.both.world.store, 'page');
  await execute(document);
  const [call] = page.mock.calls;
  page.mockRestore();
  return [...(call?.[1].parts ?? ['all'])].sort() as DebatePart[];
}

describe('a field of a debate in a list', () => {
  it.each(FIELDS)('%s is the same as in the debate', async (name) => {
    const selection = `id ${everythingIn(name)}`;
    const nodes = await nodesWith(selection);
    expect(nodes.length).toBeGreaterThan(5);
    for (const node of nodes) {
      const { debate } = await execute<{ debate: object }>(`{ debate(id: "${node.id}") { ${selection} } }`);
      expect(node).toEqual(debate);
    }
  });

  it('is read also when it is asked under edges, in fragments, or under another name', async () => {
    const nodes = await nodesWith('id task winner { key } protocol { mode } turns { text }');
    const asked = `query { debates(first: 50) { ...Page } }
      fragment Page on DebateConnection { edges { node { ...One ... on Debate { turns { text } } } } edges { node { id } } }
      fragment One on Debate { task ... { winner { key } } ... on Node { __typename } mode: protocol { mode } }`;
    const { edges } = (await execute<Listed>(asked)).debates;
    const nodesOfEdges = edges.map(({ node }) => node as { id: string; mode: object; __typename: string });
    expect(nodesOfEdges.map(({ mode, __typename, ...node }) => ({ ...node, protocol: mode }))).toEqual(nodes);
  });
});

describe('a list of debates', () => {
  it.each<[string, string, readonly DebatePart[]]>([
    ['ids and status', 'nodes { id status __typename }', []],
    ['kinds', 'nodes { kind }', ['kind']],
    ['the number of debates', 'totalCount pageInfo { hasNextPage }', []],
    ['receipts and events', 'nodes { receipt { id } events(first: 1) { totalCount } }', []],
    ['times', 'edges { node { createdAt endedAt } }', ['times']],
    ['the list screen', `nodes { ${SCREEN} }`, ['participants', 'result', 'task', 'times', 'verdict']],
    ['the protocol', 'nodes { protocol { mode } origin { debateId } }', ['setup']],
    ['options', 'nodes { options { label } isOpen }', ['options']],
    ['criteria', 'nodes { criteria { label } }', ['decision']],
  ])('with %s reads only these parts', async (_, fields, parts) => {
    expect(await partsFor(`{ debates(first: 50) { ${fields} } }`)).toEqual(parts);
  });

  it('reads all turns only for fields that are made from them', async () => {
    const reading = [];
    for (const name of FIELDS) {
      const parts = await partsFor(`{ debates(first: 1) { nodes { ${everythingIn(name)} } } }`);
      if (parts.includes('progress')) reading.push(name);
    }
    // The evidence of cruxes includes arguments that agents stated in turns.
    const fromTurns = ['evidence', 'failures', 'interjections', 'phase', 'positions', 'spending', 'turns', 'verdict'];
    expect(reading.sort()).toEqual(fromTurns);
  });
});
