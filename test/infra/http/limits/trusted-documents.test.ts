import { Kind, parse, print, visit } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AgentsDocument,
  DebateDocument,
  HealthDocument,
  SignInDocument,
} from '../../../../src/cli/generated/graphql.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const OWN = '{ agents { id } }';

let server: FakeServer;
afterEach(() => server.stop());

async function aServerThat(mode: string): Promise<FakeServer> {
  server = await fakeServer({ ARAGORA_TRUSTED_DOCUMENTS: mode });
  return server;
}

/** The document with a `__typename` in each selection below the root. */
function withTypenames(document: { toString(): string }): string {
  const text = visit(parse(String(document)), {
    Field: (field) =>
      field.selectionSet && {
        ...field,
        selectionSet: {
          ...field.selectionSet,
          selections: [
            ...field.selectionSet.selections,
            { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
          ],
        },
      },
  });
  return print(text);
}

describe.each(WAYS)('over %s', (_, way) => {
  it('a caller without a credential may send the public documents as clients send them, and no others', async () => {
    await aServerThat('off');
    for (const document of [HealthDocument, SignInDocument]) {
      const variables = document === SignInDocument ? { input: { email: 'a@example.org', password: 'wrong' } } : {};
      const answer = await way(server, { query: withTypenames(document), variables }, null);
      expect([String(document).slice(0, 20), ...codesIn(answer)]).toEqual([String(document).slice(0, 20)]);
    }
    const padded = `query Health { ${'__typename '.repeat(500)} health { status } }`;
    for (const query of ['query Mine { health { status } }', padded, '{ __typename }', withTypenames(AgentsDocument)])
      expect(codesIn(await way(server, { query }, null))).toEqual(['UNAUTHENTICATED']);
  });

  it('a server that enforces trusted documents runs no other documents', async () => {
    await aServerThat('enforce');
    expect(codesIn(await way(server, { query: String(AgentsDocument) }))).toEqual([]);
    expect(codesIn(await way(server, { query: String(HealthDocument) }, null))).toEqual([]);
    // A document with fragments.
    expect(codesIn(await way(server, { query: String(DebateDocument), variables: { id: 'dbt_1' } }))).toEqual([]);
    expect(codesIn(await way(server, { query: `# As a person writes it.\n${AgentsDocument}` }))).toEqual([]);
    // As Apollo Client and urql send it.
    const withTypes = { query: withTypenames(AgentsDocument) };
    expect(codesIn(await way(server, withTypes))).toEqual([]);
    for (const query of [OWN, `${AgentsDocument} query Other { agents { id } }`, '{ __schema { queryType { name } } }'])
      expect(codesIn(await way(server, { query, operationName: undefined }))).not.toEqual([]);
    expect(codesIn(await way(server, { query: OWN }))).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it('a server that logs untrusted documents runs them, and logs each once', async () => {
    await aServerThat('log');
    for (let times = 0; times < 3; times++) expect(codesIn(await way(server, { query: OWN }))).toEqual([]);
    expect(codesIn(await way(server, { query: String(AgentsDocument) }))).toEqual([]);
    expect(server.log.map(({ hash }) => hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('a server with the setting off runs untrusted documents, and logs nothing', async () => {
    await aServerThat('off');
    expect(codesIn(await way(server, { query: OWN }))).toEqual([]);
    expect(server.log).toEqual([]);
  });
});
