import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { aUser } from '../../../support/access-stores.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { type Response, send } from '../support/requests.ts';

const TYPENAME = 'query cop { __typename }';
const many = (times: number, text: (at: number) => string) =>
  Array.from({ length: times }, (_, at) => text(at)).join(' ');
const fields = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${fields(depth - 1)} } }`);

/**
 * The requests that graphql-cop (github.com/dolevf/graphql-cop) sends as POST, and whether it would report a
 * vulnerability.
 */
const POSTED: [string, object, (answer: Answer) => boolean][] = [
  [
    'alias overloading',
    { query: `query cop { ${many(101, (at) => `alias${at}:__typename`)} }` },
    ({ data }) => data?.alias100 !== undefined,
  ],
  ['array-based batching', Array(10).fill({ query: TYPENAME }), (answer) => Array.isArray(answer)],
  [
    'directive overloading',
    { query: `query cop { __typename ${'@aa'.repeat(10)} }` },
    ({ data, errors = [] }) => Boolean(data) || errors.length >= 10,
  ],
  [
    'circular introspection',
    { query: `query cop { __schema { types { ${fields(4)} } } }` },
    ({ data }) => Boolean(data),
  ],
  [
    'field duplication',
    { query: `query cop { ${many(500, () => '__typename')} }` },
    ({ data }) => data?.__typename !== undefined,
  ],
  [
    'field suggestions',
    { query: 'query cop { __schema { directive } }' },
    (answer) => /did you mean/i.test(said(answer)),
  ],
  ['tracing', { query: TYPENAME }, ({ extensions }) => 'tracing' in (extensions ?? {})],
  ['unhandled errors', { query: 'qwerty cop { abc { xyz } }' }, (answer) => /exception|stack/i.test(said(answer))],
  ['unknown fields', { query: 'query cop { abc }' }, (answer) => /exception|stack/i.test(said(answer))],
];

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
  readonly extensions?: object;
}

function said({ errors = [] }: Answer): string {
  return JSON.stringify(errors);
}

let server: FakeServer;
const callers: Record<string, string | undefined> = { 'a caller without a credential': undefined };
beforeAll(async () => {
  server = await fakeServer();
  const { users, workspaces, access } = server.accounts;
  await users.add(aUser('viewer', { passwordHash: 'plain pass' }));
  await workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: 'usr_viewer', roles: ['viewer'] });
  const shown = { email: 'viewer@example.com', password: 'pass', workspaceId: null, address: null };
  callers['a viewer'] = `Bearer ${(await access.sessions.signIn(shown)).accessToken}`;
});
afterAll(() => server.stop());

const WHO = ['a caller without a credential', 'a viewer'];

function ask(who: string, path: string, type?: string, body?: string): Promise<Response> {
  const headers = { authorization: callers[who], ...(type !== undefined && { 'content-type': type }) };
  return send(`${server.url}${path}`, { method: body === undefined ? 'GET' : 'POST', headers, ...(body && { body }) });
}

describe.each(WHO)('the attacks of graphql-cop by %s', (who) => {
  it.each(POSTED)('fail: %s', async (_, body, isHole) => {
    const { text, headers } = await ask(who, '/graphql', 'application/json', JSON.stringify(body));
    const answer = JSON.parse(text);
    expect(isHole(answer), text.slice(0, 500)).toBe(false);
    // A caller without a credential does not even learn what was wrong.
    if (callers[who] === undefined) expect(text).toMatch(/^\{"errors":\[\{[^{]*\{"code":"UNAUTHENTICATED"\}\}\]\}$/);
    for (const name of Object.keys(headers)) expect(name).not.toMatch(/trace|debug|powered/i);
  });

  it.each(['query', 'mutation'])('fail: a %s by GET, or by a form, as another page can send them', async (kind) => {
    const written = `query=${encodeURIComponent(`${kind} cop { __typename }`)}`;
    const answers = [
      // No page can send the credential of another one by GET without a preflight.
      await send(`${server.url}/graphql?${written}`, { headers: { authorization: undefined } }),
      await ask(who, '/graphql', 'application/x-www-form-urlencoded', written),
      await ask(who, '/graphql', 'text/plain', JSON.stringify({ query: `${kind} cop { __typename }` })),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('"data"');
    }
  });

  it('fail: a mutation by GET that is not forged, and one over the event stream', async () => {
    const written = `query=${encodeURIComponent('mutation cop { __typename }')}`;
    const headers = { authorization: callers[who], 'apollo-require-preflight': 'yes' };
    for (const path of ['/graphql', '/graphql/stream'])
      expect((await send(`${server.url}${path}?${written}`, { headers })).text).not.toContain('"data":{');
  });
});

describe('the schema', () => {
  const asked = JSON.stringify({ query: 'query cop { __schema { types { name fields { name } } } }' });

  it('is readable with schema.read, and not without a credential', async () => {
    const [nobody, viewer] = await Promise.all(WHO.map((who) => ask(who, '/graphql', 'application/json', asked)));
    expect([nobody?.status, nobody?.text]).toEqual([401, expect.not.stringContaining('types')]);
    expect(JSON.parse(viewer?.text ?? '').data.__schema.types.length).toBeGreaterThan(10);
  });

  it('is not in the playground, which is a page without data', async () => {
    for (const path of ['/', '/graphql', '/graphiql', '/playground', '/console', '/altair']) {
      const headers = { authorization: undefined, accept: 'text/html' };
      const { status, text } = await send(`${server.url}${path}`, { headers });
      expect([200, 302, 404]).toContain(status);
      expect(text).not.toMatch(/__schema|"data"|debatesChanged/);
    }
  });
});
