import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';

const address = { url: '' };
const AUDITS = serverAudits({
  url: () => `${address.url}/graphql`,
  fetchFn: (url: string, { headers, ...init }: RequestInit = {}) =>
    fetch(url, { ...init, headers: { 'apollo-require-preflight': 'yes', ...AUTHORIZED, ...headers } }),
});

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
  address.url = server.url;
});
afterAll(() => server.stop());

describe('the audits of GraphQL over HTTP', () => {
  it('have at least 60 checks', () => {
    expect(AUDITS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(AUDITS.filter(({ name }) => !/^MAY\b/.test(name)))('$id $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});
