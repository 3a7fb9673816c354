import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routesOf } from '../../../../src/app/compose-server.ts';
import type { Doors } from '../../../../src/app/feature.ts';
import { loadFeatures } from '../../../../src/app/features/features.ts';
import type { Permission } from '../../../../src/domain/access/permissions.ts';
import { DocumentedOperations } from '../../../../src/infra/http/rest/documented-operations.ts';
import type { Route } from '../../../../src/infra/http/rest/route.ts';
import { MUTATION_PROOFS, ROOT_PERMISSIONS } from '../../../../src/resolvers/permissions.ts';
import { theSchema } from '../../../resolvers/support/test-api.ts';
import { documentedOperations } from '../../../support/documented-operations.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { post, type Response } from '../support/requests.ts';
import { type Asked, aMember, askAt, errorsIn } from './support/callers.ts';

const noGoogle = { google: { google: undefined, errorUrl: undefined, cookie: 'plain' } };

/** The rows alone. Their handlers are not called. */
const ROUTES = routesOf(await loadFeatures(), noGoogle as Partial<Doors> as Doors, {
  metrics: {} as never,
  clock: new FakeClock(),
});
const named = (rows: readonly Route[]) => rows.map((row) => [`${row.method} ${row.path}`, row] as const);

/** A GraphQL query for each permission that a row requires. */
const QUESTIONS: Partial<Record<Permission, string>> = {
  'account.use': '{ me { roles } }',
  'agents.read': '{ agents { id } }',
  'api-keys.manage': '{ apiKeys { id } }',
  'debates.read': '{ debates(first: 1) { totalCount } }',
};

let server: FakeServer;
let limited: FakeServer;
let member: string;
let narrow: string;

beforeAll(async () => {
  server = await fakeServer();
  limited = await fakeServer({ ARAGORA_RATE_LIMITS: 'on', ARAGORA_RATE_LIMIT_ADMIN: '150' });
  ({ member, narrow } = await aMember(server));
});
afterAll(() => Promise.all([server.stop(), limited.stop()]));

function ask(
  row: Pick<Route, 'method' | 'path'>,
  { at = server, ...asked }: Asked & { readonly at?: FakeServer } = {},
) {
  return askAt(at, row, asked);
}

/** Expects an error for this field, among others, with a sentence for a developer. */
function expectRefusal(response: Response, field: string): void {
  expect(response.status).toBe(400);
  const errors = errorsIn(response);
  expect(errors.map(({ extensions }) => extensions)).toContainEqual({ code: 'INVALID_INPUT', field: [field] });
  for (const { message } of errors) {
    expect(message).toMatch(/^[\w-]+: [A-Z].*\.$/);
    expect(message).not.toMatch(/undefined|received|expected|invalid|zod/i);
  }
}

function shapeOf(schema: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  const whole = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return whole instanceof z.ZodObject ? whole.shape : {};
}

const fieldsOf = (schema: z.ZodType | undefined) => Object.keys(shapeOf(schema));

/** Values of other types, for a field of text or a list of texts. */
function misfits(schema: z.ZodType | undefined, field: string): readonly unknown[] {
  const isList = shapeOf(schema)[field]?.safeParse([]).success;
  return isList ? [7, 'text', { deep: {} }, [7], [null], [['text']], null] : [7, ['text'], { deep: {} }, true, null];
}

/** Whether every object of the schema, at every depth, refuses unknown fields. */
function isStrict(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return isStrict(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return isStrict(schema.element as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return !(schema instanceof z.ZodRecord || schema instanceof z.ZodAny);
  return (
    schema.def.catchall instanceof z.ZodNever && Object.values(schema.shape).every((one) => isStrict(one as z.ZodType))
  );
}

const takesAnyQuery = ({ query }: Route) => query instanceof z.ZodObject && query.def.catchall instanceof z.ZodUnknown;

describe.each(named(ROUTES))('%s', (_, row) => {
  if (row.method !== 'GET')
    it('rejects an unknown field of the body', async () => {
      expectRefusal(await ask(row, { body: { surprise: 1 }, headers: { authorization: member } }), 'surprise');
    });

  if (!takesAnyQuery(row))
    it('rejects an unknown parameter', async () => {
      expectRefusal(await ask(row, { query: '?surprise=1', headers: { authorization: member } }), 'surprise');
    });

  it.each(fieldsOf(row.body).filter((field) => field !== 'mfa_code'))('rejects a %s of another type', async (field) => {
    for (const value of misfits(row.body, field)) {
      const response = await ask(row, { body: { [field]: value }, headers: { authorization: member } });
      expect(response.status).toBe(400);
      expect(errorsIn(response)[0]?.extensions.field?.[0] ?? '').toBe(field);
    }
  });

  it('rejects a body that is not an object, and one where none is read', async () => {
    const bodies = row.method === 'GET' ? [{}, [], 'text', 7, null] : [[], 'text', 7, null, true];
    for (const body of bodies) {
      const response = await ask(row, { body, headers: { authorization: member } });
      expect([response.status, errorsIn(response)[0]?.extensions.code]).toEqual([400, 'INVALID_INPUT']);
    }
  });

  it.each(fieldsOf(row.query))('rejects a %s that is given twice', async (field) => {
    expectRefusal(await ask(row, { query: `?${field}=json&${field}=csv`, headers: { authorization: member } }), field);
  });

  it('has schemas that refuse unknown fields at every depth', () => {
    for (const schema of [row.params, row.body, takesAnyQuery(row) ? undefined : row.query])
      if (schema) expect(isStrict(schema)).toBe(true);
    if (row.path.includes(':'))
      expect(fieldsOf(row.params)).toEqual([...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
  });

  if (row.method !== 'GET')
    it('says which proof of identity it asks for', () => {
      if ('operation' in row) expect(MUTATION_PROOFS).toHaveProperty(mutationOf(row));
      else expect(row.proof).toBeDefined();
    });

  if (row.permission !== 'public')
    it('rejects a caller without the permission as GraphQL does', async () => {
      const question = QUESTIONS[row.permission as Permission] ?? '';
      for (const [authorization, status, code] of [
        [undefined, 401, 'UNAUTHENTICATED'],
        [narrow, 403, 'FORBIDDEN'],
      ] as const) {
        const rest = await ask(row, { headers: { authorization } });
        const graphql = await post(server.url, question, { authorization });
        expect([rest.status, errorsIn(rest)[0]?.extensions.code]).toEqual([status, code]);
        expect(errorsIn(rest)[0]).toMatchObject({
          message: errorsIn(graphql)[0]?.message,
          extensions: { code: errorsIn(graphql)[0]?.extensions.code },
        });
      }
    });

  it('distinguishes a wrong method from an unknown path', async () => {
    const response = await ask({ method: 'PATCH' as never, path: row.path });
    expect([response.status, response.headers.allow?.split(', ')]).toEqual([405, expect.arrayContaining([row.method])]);
    expect(errorsIn(response)[0]?.extensions.code).toBe('BAD_REQUEST');
    const options = await ask({ method: 'OPTIONS' as never, path: row.path });
    expect([options.status, options.headers.allow]).toEqual([204, response.headers.allow]);
  });

  if (row.method === 'GET')
    it('accepts HEAD unless the read has an effect', async () => {
      const [got, head] = [await ask(row), await ask({ method: 'HEAD' as never, path: row.path })];
      expect([head.status, head.text]).toEqual([row.head === 'REFUSED' ? 405 : got.status, '']);
    });

  it('charges points to its caller, as GraphQL does', async () => {
    const { member: authorization } = await aMember(limited);
    const before = await post(limited.url, '{ __typename }', { authorization });
    const after = await ask(row, { headers: { authorization }, at: limited, body: bodyOf(row) });
    const left = ({ headers }: Response) => Number(headers['x-ratelimit-remaining']);
    if ('points' in row && row.points === 0) expect(after.headers).not.toHaveProperty('x-ratelimit-remaining');
    else if ('points' in row) expect(left(before) - left(after)).toBe(row.points);
    else expect(left(before) - left(after)).toBeGreaterThan(0);
  });
});

function bodyOf(row: Route): unknown {
  const needed = Object.entries(shapeOf(row.body)).filter(([, schema]) => !(schema instanceof z.ZodOptional));
  return row.body ? Object.fromEntries(needed.map(([field]) => [field, 'text'])) : undefined;
}

/** The field of a documented operation is its name in lower camel case. */
function mutationOf({ operation }: { readonly operation: string }): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

it('every row of an operation requires the permission of its field', async () => {
  const documented = new DocumentedOperations(
    await theSchema(),
    documentedOperations().map(({ text }) => text),
  );
  for (const row of ROUTES) {
    if (!('operation' in row)) continue;
    const operation = getOperationAST(parse(documented.textOf(row.operation)), row.operation);
    const type = operation?.operation === 'mutation' ? 'Mutation' : 'Query';
    const fields = operation?.selectionSet.selections.map((one) => ('name' in one ? one.name.value : ''));
    expect(fields?.map((field) => ROOT_PERMISSIONS[type][field])).toEqual([row.permission]);
  }
});

describe('a caller that has used up its points', () => {
  it('is rejected over REST as over GraphQL, and a probe is not', async () => {
    const headers = {};
    const exhausted = await fakeServer({ ARAGORA_RATE_LIMITS: 'on', ARAGORA_RATE_LIMIT_ADMIN: '3' });
    const me = { method: 'GET', path: '/api/auth/me' } as const;
    expect((await ask(me, { headers, at: exhausted })).status).toBe(200);
    const rest = await ask(me, { headers, at: exhausted });
    const graphql = await post(exhausted.url, '{ me { roles } rateLimit { remaining } }');
    expect([rest.status, graphql.status]).toEqual([429, 429]);
    expect(errorsIn(rest)[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(rest.headers['retry-after'])).toBeGreaterThan(0);
    const health = { method: 'GET', path: '/api/health' } as const;
    expect((await ask(health, { headers: { authorization: undefined }, at: exhausted })).status).toBe(200);
    await exhausted.stop();
  });
});

describe('the Idempotency-Key header', () => {
  const key = { method: 'POST', path: '/api/auth/api-key' } as const;

  it('is the idempotencyKey of the operation', async () => {
    const headers = { authorization: member, 'idempotency-key': 'once' };
    const first = await ask(key, { body: { name: 'portal' }, headers });
    const second = await ask(key, { body: { name: 'portal' }, headers });
    expect([first.status, second.status]).toEqual([201, 201]);
    const [made, again] = [JSON.parse(first.text), JSON.parse(second.text)];
    expect(again).toEqual({ ...made, api_key: null });
    const other = await ask(key, { body: { name: 'another' }, headers });
    expect([other.status, errorsIn(other)[0]?.extensions.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
  });

  it.each(['/api/auth/link', '/api/auth/refresh'])('is rejected by %s, which does not store it', async (path) => {
    const body = path.endsWith('link') ? { code: 'x' } : { refresh_token: 'x' };
    const response = await ask({ method: 'POST', path }, { body, headers: { 'idempotency-key': 'once' } });
    expectRefusal(response, 'Idempotency-Key');
  });
});

it.each([
  ['PUT', '/graphql'],
  ['HEAD', '/graphql'],
  ['DELETE', '/graphql/stream'],
  ['HEAD', '/graphql/stream'],
])('%s on %s is rejected with the allowed methods', async (method, path) => {
  const { status, headers } = await ask({ method: method as never, path });
  expect([status, headers.allow]).toEqual([405, 'GET, POST, OPTIONS']);
});
