import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptOf, marksOf } from '../../resolvers/support/tenancy/answers.ts';
import { ROUTES } from '../../resolvers/support/tenancy/feature-tenancies.ts';
import { idsOf, PASSWORD, type Tenant } from '../../resolvers/support/tenancy/tenant.ts';
import { twoOrganisations } from '../../resolvers/support/tenancy/two-organisations.ts';
import { fakeServer } from './support/fake-server.ts';
import { send } from './support/requests.ts';

/** The routes of the playground. They exist only when it is built, and their files are the same for every caller. */
const PLAYGROUND = ['GET /', 'GET /playground', 'GET /playground/*'];
const NAMES = Object.keys(ROUTES);

const served = new Set<string>();
const note = (message: unknown) => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) served.add(`${one} ${url}`);
  });
};

let server: Awaited<ReturnType<typeof fakeServer>>;
let there: Awaited<ReturnType<typeof twoOrganisations>>;
let tokens: { readonly a: string; readonly b: string };

beforeAll(async () => {
  there = await twoOrganisations('ONE');
  subscribe('fastify.initialization', note);
  server = await fakeServer({}, there.both);
  unsubscribe('fastify.initialization', note);
  const tokenOf = async ({ email, owner: { workspaceId } }: Tenant) => {
    const { sessions } = there.both.access.access;
    return (await sessions.signIn({ email, password: PASSWORD, workspaceId, address: null })).accessToken;
  };
  tokens = { a: await tokenOf(there.a), b: await tokenOf(there.b) };
});
afterAll(() => server.stop());

async function ask(name: string, id: string, token?: string) {
  const [method = '', route = ''] = name.split(' ');
  const { path = route, query, body } = ROUTES[name]?.at?.(id) ?? {};
  const written = body && JSON.stringify(body);
  // Node sends no content length for a DELETE, unless it is set.
  const json = written && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(written) };
  const headers = { ...(json || {}), 'apollo-require-preflight': 'yes', authorization: token && `Bearer ${token}` };
  const url = `${server.url}${path}${query === undefined ? '' : `?${query}`}`;
  const { status, text } = await send(url, { method, headers, ...(written && { body: written }) });
  return { status, text };
}

describe('every route', () => {
  it('has a row here, and every row has a route', () => {
    const routes = [...served].filter((one) => !/^(HEAD|OPTIONS) /.test(one) && !PLAYGROUND.includes(one));
    expect(routes.sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)('%s answers strangers as its row says, and shows no data of a tenant', async (name) => {
    const { a } = there;
    for (const id of Object.values(idsOf(a))) {
      const { status, text } = await ask(name, id);
      expect(status).toBe(ROUTES[name]?.bare);
      expect(marksOf(a, text.replaceAll(id, '<asked>'))).toEqual([]);
    }
  });

  it.each(NAMES)('%s treats objects of another organisation as if they did not exist', async (name) => {
    const { both, a } = there;
    const before = keptOf(both, a);
    for (const [what, id] of Object.entries(idsOf(a))) {
      if (!ROUTES[name]?.own) break;
      const unknown = `${id.slice(0, 4)}${'9'.repeat(id.length - 4)}`;
      const [hidden, nothing] = [await ask(name, id, tokens.b), await ask(name, unknown, tokens.b)];
      expect({ ...hidden, text: hidden.text.replaceAll(id, '?') }, what).toEqual({
        ...nothing,
        text: nothing.text.replaceAll(unknown, '?'),
      });
      expect(hidden.status).toBe(404);
      expect(marksOf(a, hidden.text.replaceAll(id, '?')), what).toEqual([]);
    }
    expect(keptOf(both, a)).toEqual(before);
  });

  it.each(NAMES)("%s shows the caller's own data, and no other", async (name) => {
    const { both, a, b } = there;
    const { own = () => 'nothing', silent } = ROUTES[name] ?? {};
    const before = keptOf(both, a);
    const answer = await ask(name, own(b), tokens.b);
    expect(marksOf(a, answer.text)).toEqual([]);
    expect(keptOf(both, a)).toEqual(before);
    const { text } = await ask(name, own(a), tokens.a);
    expect(marksOf(a, text).length > 0).toBe(silent === undefined);
  });
});
