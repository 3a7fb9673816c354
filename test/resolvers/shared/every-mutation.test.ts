import { expect, it } from 'vitest';
import { userError } from '../../../src/domain/shared/errors.ts';
import { Idempotency, type KeyedRequest } from '../../../src/domain/shared/idempotency.ts';
import { ROOT_PERMISSIONS } from '../../../src/resolvers/permissions.ts';
import { operationOf } from '../support/any-operation.ts';
import { testApi } from '../support/test-api.ts';

/** Does nothing, and records the requested work. */
class NotingIdempotency extends Idempotency {
  readonly asked: { form: string; request: KeyedRequest }[] = [];

  override once(request: KeyedRequest): Promise<never> {
    return this.note('once', request);
  }

  override outside(request: KeyedRequest): Promise<never> {
    return this.note('outside', request);
  }

  private note(form: string, request: KeyedRequest): Promise<never> {
    this.asked.push({ form, request });
    return Promise.reject(userError('CONFLICT', 'Nothing is done here.'));
  }
}

const MUTATIONS = Object.keys(ROOT_PERMISSIONS.Mutation);

/** Mutations whose failures are stored, so that no transaction may undo them. No other mutation runs outside of one. */
const OUTSIDE = [
  ...['changePassword', 'confirmIdentity', 'confirmMfa', 'disableMfa'],
  ...['refreshSession', 'resetPassword', 'signIn'],
];

it.each(MUTATIONS)('%s uses `mutate` once, with its own name, and returns mistakes as user errors', async (name) => {
  const api = await testApi();
  const { world } = api;
  const ports = {
    store: {} as never,
    atomically: world.database.atomically,
    clock: world.clock,
    ids: { next: String },
  };
  const noting = new NotingIdempotency(ports);
  Object.assign(api.features, { idempotency: noting });
  const operation = operationOf(api.schema, 'Mutation', name).replace('__typename', 'userErrors { code message }');
  const { data, errors } = await api.execute(operation);
  expect(errors).toBeUndefined();
  expect(data?.[name]).toEqual({ userErrors: [{ code: 'CONFLICT', message: 'Nothing is done here.' }] });
  const { workspaceId, userId } = world.actor;
  expect(noting.asked).toMatchObject([
    {
      form: OUTSIDE.includes(name) ? 'outside' : 'once',
      request: { scope: { workspaceId, userId, operation: name } },
    },
  ]);
});

it.each(MUTATIONS)('%s compares requests without secrets', async (name) => {
  const api = await testApi();
  const { world } = api;
  const ports = {
    store: {} as never,
    atomically: world.database.atomically,
    clock: world.clock,
    ids: { next: String },
  };
  const noting = new NotingIdempotency(ports);
  Object.assign(api.features, { idempotency: noting });
  await api.execute(operationOf(api.schema, 'Mutation', name));
  const [asked] = noting.asked;
  const keyed = !['refreshSession', 'resetPassword', 'signIn'].includes(name);
  if (keyed)
    expect(Object.keys(asked?.request.input ?? {}).filter((field) => /password|code|secret/i.test(field))).toEqual([]);
});
