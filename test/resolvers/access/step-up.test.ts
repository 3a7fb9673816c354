import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { ALL_PERMISSIONS } from '../../../src/domain/access/permissions.ts';
import type { Session } from '../../../src/domain/access/sign-in/session.ts';
import { MUTATION_PROOFS } from '../../../src/resolvers/permissions.ts';
import { operationOf } from '../support/any-operation.ts';
import { type TestApi, testApi, theSchema } from '../support/test-api.ts';

const SCHEMA = await theSchema();
const OWNER = { userId: 'usr_eve', credential: 'SESSION', permissions: new Set(ALL_PERMISSIONS) } as const;
const NAMES = Object.entries(MUTATION_PROOFS);
const PROTECTED = NAMES.filter(([, proof]) => proof === 'FRESH' || proof === 'OPERATOR');

/** Everybody who has all rights of an owner, and must prove nothing less. */
const CALLERS: readonly [string, Partial<Actor>][] = [
  ['an old session', { ...OWNER, sessionId: 'ses_old' }],
  ['an API key', { ...OWNER, credential: 'API_KEY', apiKeyId: 'key_1', sessionId: null }],
  ['a service', { ...OWNER, credential: 'SERVICE', sessionId: null }],
  ['a local token of a lesser role', { roles: ['admin'], permissions: new Set(ALL_PERMISSIONS), credential: 'LOCAL' }],
  ['an impersonator', { ...OWNER, sessionId: 'ses_new', impersonatorId: 'usr_adam' }],
];

async function withSessions(): Promise<TestApi> {
  const api = await testApi();
  const now = api.world.clock.now();
  const session = (id: string, provenAt: Date): Session => ({
    ...{ id, userId: 'usr_eve', workspaceId: 'wsp_local', tokenVersion: 1, createdAt: now, provenAt },
    ...{ expiresAt: new Date(now.getTime() + 3_600_000), endedAt: null, impersonatorId: null },
  });
  await api.access.sessions.add(session('ses_old', new Date(now.getTime() - 5 * 60_000 - 1)));
  await api.access.sessions.add(session('ses_new', now));
  return api;
}

async function codesFor(api: TestApi, name: string, actor: Partial<Actor>) {
  const operation = operationOf(SCHEMA, 'Mutation', name).replace('__typename', 'userErrors { code }');
  const { data, errors } = await api.execute<Record<string, { userErrors: { code: string }[] }>>(operation, {}, actor);
  return [
    ...(errors ?? []).map(({ extensions }) => extensions?.code),
    ...(data?.[name]?.userErrors ?? []).map(({ code }) => code),
  ];
}

describe.each(CALLERS)('%s', (_, actor) => {
  it.each(PROTECTED)('cannot call %s', async (name) => {
    expect(await codesFor(await withSessions(), name, actor)).toEqual(['STEP_UP_REQUIRED']);
  });
});

describe('the API token', () => {
  it.each(PROTECTED)('may only operate the server: %s', async (name, proof) => {
    const codes = await codesFor(await withSessions(), name, { credential: 'API_TOKEN' });
    if (proof === 'FRESH') expect(codes).toEqual(['STEP_UP_REQUIRED']);
    else expect(codes).not.toContain('STEP_UP_REQUIRED');
  });
});

it.each(PROTECTED)('a fresh session passes at %s', async (name) => {
  expect(await codesFor(await withSessions(), name, { ...OWNER, sessionId: 'ses_new' })).not.toContain(
    'STEP_UP_REQUIRED',
  );
});

it('every mutation that names a password, factor, key, role, session or member is decided to be protected', () => {
  const telling = /password|mfa|identity|key|role|invit|impersonate|user|workspace|everywhere|session|signin/i;
  const open = NAMES.filter(([name, proof]) => telling.test(name) && proof === 'NONE').map(([name]) => name);
  expect(open).toEqual([]);
});

it('the schema says which mutations ask for a proof', () => {
  const fields = SCHEMA.getMutationType()?.getFields() ?? {};
  const told = Object.values(fields).filter(({ description }) => description?.includes('fresh proof of identity, see'));
  expect(told.map(({ name }) => name).sort()).toEqual(PROTECTED.map(([name]) => name).sort());
});
