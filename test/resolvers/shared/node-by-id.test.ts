import type { GraphQLInterfaceType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { NodeDocument, NodesDocument } from '../../../src/cli/generated/graphql.ts';
import type { Permission } from '../../../src/domain/access/permissions.ts';
import { idOf } from '../support/tenancy/tenant.ts';
import { twoOrganisations } from '../support/tenancy/two-organisations.ts';
import { codesOf } from '../support/test-api.ts';

let shared: Awaited<ReturnType<typeof twoOrganisations>>;
beforeAll(async () => {
  shared = await twoOrganisations('ONE');
});

async function nodes(ids: readonly string[], permissions = shared.b.owner.permissions) {
  return shared.both.api.execute(NodesDocument, { ids: [...ids] }, { ...shared.b.owner, permissions });
}

const without = (...left: Permission[]) =>
  new Set([...shared.b.owner.permissions].filter((one) => !left.includes(one)));

describe('nodes', () => {
  it('returns the objects in the order of the ids, each as often as it is named', async () => {
    const { userId, workspaceId } = shared.b.owner;
    const debateId = idOf(shared.b, 'ended');
    const ids = [workspaceId, debateId, userId, debateId];
    const { data, errors } = await nodes(ids);
    expect(errors).toBeUndefined();
    expect(data?.nodes.map((node) => node?.id)).toEqual(ids);
    expect(data?.nodes.map((node) => node?.__typename)).toEqual(['Workspace', 'Debate', 'User', 'Debate']);
    expect((await nodes([])).data?.nodes).toEqual([]);
  });

  it('returns null alike for an unknown id, an id of another organisation and an object that the caller may not read', async () => {
    const own = [shared.b.owner.userId, idOf(shared.b, 'ended')];
    const foreign = Object.values(shared.a.ids);
    const unknown = [
      'usr_none',
      'dbt_none',
      'rcp_none',
      'key_none',
      'aud_none',
      'nod_none',
      'agt_none',
      'xyz_1',
      'usr_\0',
      'x',
      '',
    ];
    const { data, errors } = await nodes([...unknown, ...foreign, ...own], without('users.read'));
    expect(errors).toBeUndefined();
    expect(data?.nodes.map((node) => node?.id ?? null)).toEqual([
      ...Array(unknown.length + foreign.length + 1).fill(null),
      idOf(shared.b, 'ended'),
    ]);
  });

  it('looks up no id that is longer than ids are', async () => {
    // With the schema, which its decorators need.
    const { NodeResolver } = await import('../../../src/resolvers/shared/node-by-id.ts');
    const read: string[] = [];
    const reader = { permission: 'users.read', read: (id: string) => read.push(id) };
    const access = { permissions: { denial: () => undefined } };
    const context = { nodes: { usr_: reader }, actor: shared.b.owner, access } as never;
    const found = new NodeResolver().nodes([`usr_${'x'.repeat(400)}`, 'usr_known'], context);
    expect([(await Promise.all(found))[0], read]).toEqual([null, ['usr_known']]);
  });

  it('refuses more than 100 ids', async () => {
    const ids = Array<string>(101).fill(idOf(shared.b, 'ended'));
    expect((await nodes(ids.slice(1))).data?.nodes).toHaveLength(100);
    const { data, errors } = await nodes(ids);
    expect(data?.nodes ?? null).toBeNull();
    expect(errors).toMatchObject([{ path: ['nodes'], extensions: { code: 'INVALID_INPUT' } }]);
    expect(errors?.[0]?.message).toContain('at most 100 instead of 101');
  });

  it('asks for a credential', async () => {
    const nobody = { permissions: new Set<Permission>(), credential: 'NONE' } as const;
    const id = idOf(shared.b, 'ended');
    const { api } = shared.both;
    expect(codesOf(await api.execute(NodesDocument, { ids: [id] }, nobody))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await api.execute(NodeDocument, { id }, nobody))).toEqual(['UNAUTHENTICATED']);
  });
});

/** The list or the field that gives an id of each type. */
const EXISTING = `query ($debateId: ID!) {
  users { ...It } invitations { ...It } workspaces { ...It } apiKeys { ...It } agents { ...It } clusterNodes { ...It }
  auditLog(first: 1) { nodes { ...It } } debate(id: $debateId) { ...It } receipt(debateId: $debateId) { ...It }
}
fragment It on Node { __typename id }`;

describe('every type with an id', () => {
  it('is read by its id, with the same permission and workspace as in its own field', async () => {
    const { both, b } = shared;
    const { data, errors } = await both.api.execute(EXISTING, { debateId: idOf(b, 'ended') }, b.owner);
    expect(errors).toBeUndefined();
    const existing = identified(data);
    const types = both.api.schema.getPossibleTypes(both.api.schema.getType('Node') as GraphQLInterfaceType);
    expect([...new Set(existing.map(({ __typename }) => __typename))].sort()).toEqual(
      types.map(({ name }) => name).sort(),
    );
    const answer = await nodes(existing.map(({ id }) => id));
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.nodes.map((node) => [node?.__typename, node?.id])).toEqual(
      existing.map(({ __typename, id }) => [__typename, id]),
    );
    const own = await both.api.execute(NodesDocument, { ids: existing.map(({ id }) => id) }, shared.a.owner);
    const ofTheServer = ['Agent', 'ClusterNode'];
    expect(own.data?.nodes.flatMap((node) => node?.__typename ?? []).every((name) => ofTheServer.includes(name))).toBe(
      true,
    );
  });
});

function identified(value: unknown): { readonly __typename: string; readonly id: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'id' in value ? [value as never] : Object.values(value).flatMap(identified);
}

describe('an object that was read by its id', () => {
  it('hides the fields that the caller may not see', async () => {
    const { api } = shared.both;
    const [node] = await api.features.cluster.nodes(shared.b.owner);
    const text = 'query ($id: ID!) { node(id: $id) { id ... on ClusterNode { status host pid } } }';
    const actor = { ...shared.b.owner, permissions: without('nodes.inspect') };
    const { data, errors } = await api.execute(text, { id: node?.id }, actor);
    expect(data?.node).toEqual({ id: node?.id, status: 'RUNNING', host: null, pid: null });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code]).sort()).toEqual([
      ['node.host', 'FORBIDDEN'],
      ['node.pid', 'FORBIDDEN'],
    ]);
  });
});
