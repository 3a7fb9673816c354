import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import {
  CancelDebateDocument,
  ChangePasswordDocument,
  ConfirmIdentityDocument,
  CreateApiKeyDocument,
  DeleteDebateDocument,
  RotateReceiptKeyDocument,
  SetUpMfaDocument,
  StartDebateDocument,
  type StartDebateInput,
} from '../../../src/cli/generated/graphql.ts';
import { LOCAL_USER } from '../../../src/domain/access/actor.ts';
import { DEFAULT_PROTOCOL } from '../../../src/domain/debates/protocol.ts';
import { CLAIM_MS } from '../../../src/domain/shared/idempotency.ts';
import { aDecisionInput, aStartInput } from '../support/inputs.ts';
import { prepareFor } from '../support/operation-setups.ts';
import { type TestApi, testApi } from '../support/test-api.ts';

const KEY = { idempotencyKey: 'k' };
const MISMATCH = { userErrors: [{ code: 'IDEMPOTENCY_MISMATCH', field: ['idempotencyKey'] }] };

async function start(api: TestApi, wanted: Partial<StartDebateInput> = {}, actor = {}) {
  const { data } = await api.execute(StartDebateDocument, { input: aStartInput({ ...KEY, ...wanted }) }, actor);
  return data?.startDebate;
}

async function told(api: TestApi) {
  const { items } = await api.world.auditLog.list(api.world.actor, { first: 100, order: 'OLDEST_FIRST' });
  return items.map(({ action, target }) => [action, target?.id]);
}

describe('startDebate under a key', () => {
  it('starts one debate, and returns it again', async () => {
    const api = await testApi();
    const ids = [await start(api), await start(api)].map((payload) => payload?.debate?.id);
    expect(new Set(ids).size).toBe(1);
    expect(api.world.woken).toHaveLength(1);
    expect(await api.world.kinds(ids[0] ?? '')).toEqual(['debate.started']);
    expect(api.world.signals.filter(({ name }) => name === 'debateCreated')).toHaveLength(1);
  });

  it('treats an omitted field and its default as the same input', async () => {
    const api = await testApi();
    const one = await start(api);
    const { consensus, tally, topology, maxRounds, paceMs, debateAnyway } = DEFAULT_PROTOCOL;
    const written = { consensus, tally, topology, maxRounds, paceMs, debateAnyway };
    const other = await start(api, { ...written, mode: 'DELIBERATE', agents: ['ann', 'bob', 'cy'], limits: null });
    expect(other?.debate?.id).toBe(one?.debate?.id);
  });

  it.each<[string, Partial<StartDebateInput>]>([
    ['another task', { decision: aDecisionInput({ task: 'Another one?' }) }],
    ['other agents', { agents: ['ann', 'bob'] }],
    ['another protocol', { paceMs: 1 }],
  ])('is refused with %s', async (_, wanted) => {
    const api = await testApi();
    await start(api);
    expect(await start(api, wanted)).toMatchObject({ debate: null, ...MISMATCH });
    expect(api.world.woken).toHaveLength(1);
  });

  it('returns the first debate, even when it could not be started again', async () => {
    const api = await testApi();
    const deadline = new Date(api.world.clock.now().getTime() + 60_000).toISOString();
    const first = await start(api, { limits: { deadline } });
    await api.world.clock.advance(120_000);
    expect((await start(api, { limits: { deadline } }))?.debate?.id).toBe(first?.debate?.id);
    const other = await start(api, { limits: { deadline }, idempotencyKey: 'other' });
    expect(other?.userErrors[0]?.message).toContain('deadline');
  });

  it('returns CONFLICT when the debate was deleted', async () => {
    const api = await testApi();
    const id = (await start(api))?.debate?.id ?? '';
    await api.world.runToEnd(id);
    await api.world.debates.delete(api.world.actor, { id });
    expect(await start(api)).toMatchObject({
      debate: null,
      userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
    });
  });

  it('is separate for each user of the workspace', async () => {
    const api = await testApi();
    const [one, other] = [await start(api), await start(api, { paceMs: 1 }, { userId: 'usr_other' })];
    expect(other).toMatchObject({ userErrors: [] });
    expect(other?.debate?.id).not.toBe(one?.debate?.id);
  });

  it('announces a debate only after it is stored', async () => {
    const api = await testApi();
    const seen: (string | undefined)[] = [];
    api.world.bus.listen({ workspaceId: api.world.actor.workspaceId }, ({ stream }) => {
      void api.world.store.find(api.world.actor.workspaceId, stream).then((debate) => seen.push(debate?.id));
    });
    const id = (await start(api))?.debate?.id;
    await api.world.clock.settle();
    expect(seen).toEqual([id]);
    const { settle } = Object.getPrototypeOf(api.world.keys) as typeof api.world.keys;
    api.world.keys.settle = () => Promise.reject(new Error('The disk is full.'));
    expect(await start(api, { idempotencyKey: 'other' })).toBeNull();
    api.world.keys.settle = settle;
    await api.world.clock.settle();
    expect(seen).toEqual([id]);
    expect(await api.world.debates.count(api.world.actor)).toBe(1);
    expect(api.world.signals.filter(({ name }) => name === 'debateCreated')).toHaveLength(1);
  });
});

describe('an effect that happens once under a key', () => {
  it('is a cancellation, with one end event', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const cancel = () => api.execute(CancelDebateDocument, { input: { id, ...KEY } });
    for (const { data } of [await cancel(), await cancel()])
      expect(data?.cancelDebate).toMatchObject({ debate: { status: 'CANCELLED' }, userErrors: [] });
    expect(api.world.signals.filter(({ name }) => name === 'debateFinished')).toHaveLength(1);
    expect(await told(api)).toEqual([['debate.cancelled', id]]);
  });

  it('is a deletion, although the debate is not found any more', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const remove = (reason: string) => api.execute(DeleteDebateDocument, { input: { id, reason, ...KEY } });
    for (const { data } of [await remove('By request.'), await remove('By request.')])
      expect(data?.deleteDebate).toEqual({ deletedDebateId: id, userErrors: [], userErrorsOmitted: 0 });
    expect((await remove('Otherwise.')).data?.deleteDebate).toMatchObject({ deletedDebateId: null, ...MISMATCH });
    expect(await told(api)).toEqual([['debate.deleted', id]]);
  });

  it('is the rotation of the receipt key', async () => {
    const api = await testApi();
    const rotate = () => api.execute(RotateReceiptKeyDocument, { input: KEY });
    const [one, other] = [await rotate(), await rotate()];
    expect(one.data?.rotateReceiptKey.keys?.length).toBeGreaterThan(0);
    expect(other).toEqual(one);
    expect(await told(api)).toHaveLength(1);
  });

  it('is the creation of an API key, with its secret returned once', async () => {
    const api = await testApi();
    await api.access.access.open();
    const create = () => api.execute(CreateApiKeyDocument, { input: { name: 'nightly', ...KEY } });
    const [one, other] = [(await create()).data?.createApiKey, (await create()).data?.createApiKey];
    expect(one).toMatchObject({ secret: expect.stringMatching(/^ara_/), userErrors: [] });
    expect(other).toEqual({ ...one, secret: null });
    expect(JSON.stringify(await api.world.keys.dump())).not.toContain(one?.secret);
  });
});

describe('a mutation with a proof of identity', () => {
  const OWNER = { userId: LOCAL_USER };
  const NEXT = 'another horse battery staple';

  it('counts failures with and without a key', async () => {
    const api = await testApi();
    const { actor } = await prepareFor(api, 'ConfirmIdentity');
    const prove = (nth: number) =>
      api.execute(ConfirmIdentityDocument, { input: { password: 'wrong', idempotencyKey: `${nth}` } }, actor);
    const codes: unknown[] = [];
    for (let nth = 0; nth < 6; nth++) codes.push((await prove(nth)).data?.confirmIdentity.userErrors[0]?.code);
    expect(codes).toEqual([...Array(5).fill('SIGN_IN_REFUSED'), 'TOO_MANY_ATTEMPTS']);
  });

  it('stores no trace of a password or code, and does not compare them', async () => {
    const api = await testApi();
    const { actor } = await prepareFor(api, 'ChangePassword');
    const change = (currentPassword: string) =>
      api.execute(
        ChangePasswordDocument,
        { input: { currentPassword, newPassword: NEXT, ...KEY } },
        { ...actor, ...OWNER },
      );
    const [first, repeated] = [await change('the old password'), await change('whatever')];
    expect(first.data?.changePassword).toMatchObject({ user: { id: LOCAL_USER }, userErrors: [] });
    expect(repeated).toEqual(first);
    expect(JSON.stringify(await api.world.keys.dump())).not.toContain(NEXT);
  });

  it('returns secrets only to the first request', async () => {
    const api = await testApi();
    const { actor } = await prepareFor(api, 'SetUpMfa');
    const setUp = async () => (await api.execute(SetUpMfaDocument, { input: KEY }, actor)).data?.setUpMfa;
    const [one, other] = [await setUp(), await setUp()];
    expect(generateSync({ secret: one?.secret ?? '' })).toMatch(/^\d{6}$/);
    expect(other).toEqual({ secret: null, address: null, userErrors: [], userErrorsOmitted: 0 });
  });

  it('can be repeated after its process crashed', async () => {
    const api = await testApi();
    const { actor } = await prepareFor(api, 'ConfirmIdentity');
    const prove = () =>
      api.execute(ConfirmIdentityDocument, { input: { password: 'the old password', ...KEY } }, actor);
    const { settle } = Object.getPrototypeOf(api.world.keys) as typeof api.world.keys;
    api.world.keys.settle = () => new Promise<never>(() => {});
    void prove();
    await api.world.clock.settle();
    api.world.keys.settle = settle;
    await api.world.clock.advance(CLAIM_MS + 1);
    const confirmedUntil = new Date(api.world.clock.now().getTime() + 5 * 60_000).toISOString();
    expect((await prove()).data?.confirmIdentity).toEqual({ confirmedUntil, userErrors: [], userErrorsOmitted: 0 });
  });
});
