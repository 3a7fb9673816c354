import { afterEach, describe, expect, it } from 'vitest';
import { AgentsDocument, DebateDocument, HealthDocument } from '../../../../src/cli/generated/graphql.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { codesIn, WAYS } from '../support/ways.ts';

const OWN = '{ agents { id } }';

let server: FakeServer;
afterEach(() => server.stop());

async function aServerThat(mode: string): Promise<FakeServer> {
  server = await fakeServer({ ARAGORA_TRUSTED_DOCUMENTS: mode });
  return server;
}

describe.each(WAYS)('over %s', (_, way) => {
  it('a server that enforces trusted documents runs no other documents', async () => {
    await aServerThat('enforce');
    expect(codesIn(await way(server, { query: String(AgentsDocument) }))).toEqual([]);
    expect(codesIn(await way(server, { query: String(HealthDocument) }, null))).toEqual([]);
    // A document with fragments.
    expect(codesIn(await way(server, { query: String(DebateDocument), variables: { id: 'dbt_1' } }))).toEqual([]);
    expect(codesIn(await way(server, { query: `# As a person writes it.\n${AgentsDocument}` }))).toEqual([]);
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
