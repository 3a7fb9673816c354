import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HealthDocument, SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { ROLES } from '../../../../src/domain/access/permissions.ts';
import { aUser } from '../../../support/access-stores.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';
import { RawSocket } from '../support/sockets.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const INTROSPECTION = getIntrospectionQuery();
const SCHEMA = [
  INTROSPECTION,
  '{ __type(name: "Debate") { fields { name } } }',
  '{ a: __schema { queryType { name } } }',
  '{ ...F } fragment F on Query { __schema { queryType { name } } }',
  '{ agents { id } ... on Query { ... @include(if: true) { __type(name: "Query") { name } } } }',
];

let server: FakeServer;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  server = await fakeServer();
  const { users, workspaces, access } = server.accounts;
  for (const role of ROLES) {
    await users.add(aUser(role, { passwordHash: 'plain pass' }));
    await workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: `usr_${role}`, roles: [role] });
    const place = { userId: `usr_${role}`, organisationId: LOCAL_ORGANISATION, workspaceId: LOCAL_WORKSPACE };
    const actor = { ...server.world.actor, ...place };
    for (const scopes of [null, ['agents.read'] as const]) {
      const wish = { name: 'key', scopes: scopes && [...scopes], addresses: [], expiresAt: null };
      tokens[`${role}${scopes ? ' in part' : ''}`] = `Bearer ${(await access.apiKeys.create(actor, wish)).secret}`;
    }
  }
});
afterAll(() => server.stop());

describe.each(WAYS)('the schema over %s', (_, way) => {
  it.each(ROLES)('is readable for the role %s', async (role) => {
    for (const query of SCHEMA) expect(codesIn(await way(server, { query }, tokens[role] ?? ''))).toEqual([]);
    const { data } = await way(server, { query: INTROSPECTION }, tokens[role] ?? '');
    expect(
      buildClientSchema(data as never)
        .getQueryType()
        ?.getFields(),
    ).toHaveProperty('debates');
  });

  it('is not readable for a key without schema.read, in any form of the query', async () => {
    for (const query of SCHEMA)
      expect(codesIn(await way(server, { query }, tokens['viewer in part'] ?? ''))).toEqual(['FORBIDDEN']);
    const { data } = await way(
      server,
      { query: '{ __typename agents { __typename } }' },
      tokens['viewer in part'] ?? '',
    );
    expect(data?.__typename).toBe('Query');
  });
});

describe('a caller without a credential', () => {
  const DOCUMENTS = [
    '{ __typename }',
    '{ me { roles } }',
    '{ nothing }',
    '{ agents { id }',
    'nonsense',
    '',
    ' ',
    INTROSPECTION,
    '{ health { status } }',
    `${HealthDocument} { __typename }`,
    `${HealthDocument} query Another { __schema { queryType { name } } }`,
    String(HealthDocument).replace('status', 'status other: status'),
    String(HealthDocument).replace('status', 'status type: __typename'),
    String(SignInDocument).replace('SignIn(', 'Other('),
    'mutation { signIn(input: {email: "a", password: "b"}) { tokens { accessToken } } }',
    'subscription { debatesChanged { debateId } }',
    `{ ${'a '.repeat(6_000)} }`,
    `{ agents { ...A } } fragment A on Agent { ...A }`,
  ];
  const post = (query: string, more: object = {}) =>
    send(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: undefined },
      body: JSON.stringify({ query, ...more }),
    });

  it('gets the same bytes over HTTP for every document', async () => {
    const answers = await Promise.all(
      DOCUMENTS.map(async (query) => {
        const { status, headers, text } = await post(query);
        const { 'x-request-id': _id, date: _date, ...rest } = headers;
        return JSON.stringify([status, text, rest]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? '').slice(0, 2)).toEqual([
      401,
      '{"errors":[{"message":"Sign in first: send `Authorization: Bearer` with an access token or an API key.","extensions":{"code":"UNAUTHENTICATED"}}]}',
    ]);
    const search = await send(`${server.url}/graphql?query={__schema{queryType{name}}}`, {
      headers: { authorization: undefined },
    });
    expect(JSON.stringify([search.status, search.text])).toBe(JSON.stringify(JSON.parse(answers[0] ?? '').slice(0, 2)));
  });

  it('gets the same bytes on a socket, which stays open', async () => {
    const socket = new RawSocket(server.wsUrl);
    await socket.opened;
    socket.send({ type: 'connection_init' });
    await socket.next();
    const answers: string[] = [];
    for (const [at, query] of DOCUMENTS.entries()) {
      // graphql-ws requires a non-empty text as query, and closes the socket for an empty one.
      if (query === '') continue;
      socket.send({ type: 'subscribe', id: String(at), payload: { query } });
      answers.push(JSON.stringify({ ...(await socket.nextOf(String(at))), id: '' }));
    }
    expect(new Set(answers).size).toBe(1);
    await socket.close();
  });

  it('gets the same bytes as server-sent events for every document', async () => {
    const answers = await Promise.all(
      DOCUMENTS.filter((query) => query !== '').map(async (query) => {
        const { status, text } = await send(`${server.url}/graphql/stream`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: undefined },
          body: JSON.stringify({ query }),
        });
        return JSON.stringify([status, text]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('UNAUTHENTICATED');
  });

  it.each(WAYS)('may sign in and query the health over %s, in any layout of the documents', async (_, way) => {
    const texts = [
      String(HealthDocument),
      String(HealthDocument).replaceAll(/\s+/g, ' '),
      `# How is it?\n${HealthDocument}`,
    ];
    for (const query of texts) {
      const { data } = await way(server, { query }, null);
      expect(data?.health).toMatchObject({ status: 'HEALTHY' });
    }
    const variables = { input: { email: 'viewer@example.com', password: 'pass' } };
    const { data } = await way(server, { query: String(SignInDocument), variables }, null);
    expect(data?.signIn).toMatchObject({ userErrors: [] });
  });
});
