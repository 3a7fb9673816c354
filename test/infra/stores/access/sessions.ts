import { beforeEach, describe, expect, it } from 'vitest';
import type { OneTimePurpose, OneTimeStore, SessionStore } from '../../../../src/domain/access/ports.ts';
import type { Session } from '../../../../src/domain/access/sign-in/session.ts';
import { at, atOnce, aUser, type MakeAccessStores } from '../../../support/access-stores.ts';

function aSession(name: string, wish: Partial<Session> = {}): Session {
  return {
    ...{ id: `ses_${name}`, userId: 'usr_ann', workspaceId: 'wsp_a', tokenVersion: 1, createdAt: at(0) },
    ...{ expiresAt: at(3_600), endedAt: null, provenAt: at(0), impersonatorId: null },
    ...wish,
  };
}

/** The tests that every `SessionStore` passes. */
export function describeSessionStore(name: string, make: MakeAccessStores): void {
  describe(`sessions in ${name}`, () => {
    let store: SessionStore;
    beforeEach(async () => {
      const stores = await withAnn(make);
      store = stores.sessions;
      await store.add(aSession('1'));
    });

    it('are found as they were added', async () => {
      const other = aSession('2', { impersonatorId: 'usr_bob', tokenVersion: 3, createdAt: at(1.234) });
      await store.add(other);
      expect([await store.find('ses_1'), await store.find('ses_2')]).toEqual([aSession('1'), other]);
      expect(await store.find('ses_none')).toBeUndefined();
    });

    it('of a user are listed until they end, the newest first', async () => {
      await store.add(aSession('2', { createdAt: at(2) }));
      await store.add(aSession('3', { createdAt: at(1) }));
      await store.add(aSession('bob', { userId: 'usr_bob' }));
      await store.end('ses_1', at(9));
      expect((await store.listOpen('usr_ann')).map(({ id }) => id)).toEqual(['ses_2', 'ses_3']);
    });

    it('end once', async () => {
      await store.end('ses_1', at(5));
      await store.end('ses_1', at(6));
      expect((await store.find('ses_1'))?.endedAt).toEqual(at(5));
      await expect(store.end('ses_none', at(5))).resolves.toBeUndefined();
    });

    it('of a user all end together, and their number is returned', async () => {
      for (const id of ['2', '3']) await store.add(aSession(id));
      await store.add(aSession('bob', { userId: 'usr_bob' }));
      await store.end('ses_3', at(5));
      expect([await store.endAll('usr_ann', at(6)), await store.endAll('usr_ann', at(7))]).toEqual([2, 0]);
      const ends = await Promise.all(['1', '2', '3', 'bob'].map((id) => store.find(`ses_${id}`)));
      expect(ends.map((session) => session?.endedAt)).toEqual([at(6), at(6), at(5), null]);
    });

    it('of a user end together with those that it opened as another user, but for one', async () => {
      await store.add(aSession('as-bob', { userId: 'usr_bob', impersonatorId: 'usr_ann' }));
      await store.add(aSession('as-ann', { impersonatorId: 'usr_bob' }));
      await store.add(aSession('bob', { userId: 'usr_bob' }));
      expect(await store.endAll('usr_ann', at(6), 'ses_1')).toBe(2);
      const ends = await Promise.all(['1', 'as-bob', 'as-ann', 'bob'].map((id) => store.find(`ses_${id}`)));
      expect(ends.map((session) => session?.endedAt)).toEqual([null, at(6), at(6), null]);
    });

    it('of a user in a workspace end together, with those that it opened as another user', async () => {
      await store.add(aSession('as-bob', { userId: 'usr_bob', impersonatorId: 'usr_ann' }));
      await store.add(aSession('bob', { userId: 'usr_bob' }));
      await store.add(aSession('other', { workspaceId: 'wsp_b' }));
      await store.endAllIn('wsp_a', 'usr_ann', at(6));
      await store.endAllIn('wsp_a', 'usr_ann', at(7));
      const ends = await Promise.all(['1', 'as-bob', 'bob', 'other'].map((id) => store.find(`ses_${id}`)));
      expect(ends.map((session) => session?.endedAt)).toEqual([at(6), at(6), null, null]);
    });

    it('can be confirmed again', async () => {
      await store.prove('ses_1', at(60));
      expect(await store.find('ses_1')).toEqual(aSession('1', { provenAt: at(60) }));
    });

    it('have refresh tokens that are fresh once, and record when they were used', async () => {
      await store.addRefreshToken('hash-1', 'ses_1');
      expect(await store.useRefreshToken('hash-1', at(5))).toEqual({ sessionId: 'ses_1', usedBefore: null });
      expect(await store.useRefreshToken('hash-1', at(6))).toEqual({ sessionId: 'ses_1', usedBefore: at(5) });
      expect(await store.useRefreshToken('hash-1', at(7))).toEqual({ sessionId: 'ses_1', usedBefore: at(5) });
      expect(await store.useRefreshToken('hash-2', at(7))).toBeUndefined();
    });

    it('have one winner when a refresh token is used 20 times at once', async () => {
      await store.addRefreshToken('hash-1', 'ses_1');
      const uses = await atOnce(20, () => store.useRefreshToken('hash-1', at(5)));
      expect(uses.filter((use) => use?.usedBefore === null)).toHaveLength(1);
      expect(uses.filter((use) => use?.usedBefore?.getTime() === at(5).getTime())).toHaveLength(19);
    });
  });
}

const ANN = { userId: 'usr_ann', identity: null };

function aSecret(hash: string, purpose: OneTimePurpose) {
  return { ...ANN, hash, purpose, expiresAt: at(60) };
}

/** The tests that every `OneTimeStore` passes. */
export function describeOneTimeStore(name: string, make: MakeAccessStores): void {
  describe(`one-time secrets in ${name}`, () => {
    let store: OneTimeStore;
    beforeEach(async () => {
      store = (await withAnn(make)).oneTime;
      await store.add(aSecret('hash-1', 'INVITATION'));
    });

    it('can be used once', async () => {
      expect(await store.take('hash-1', 'INVITATION', at(1))).toEqual(ANN);
      expect(await store.take('hash-1', 'INVITATION', at(2))).toBeUndefined();
      expect(await store.take('hash-2', 'INVITATION', at(2))).toBeUndefined();
    });

    it('keep the identity that was proved', async () => {
      const identity = { provider: 'google', subject: '123' };
      await store.add({ ...aSecret('hash-2', 'SIGN_IN'), identity });
      expect(await store.take('hash-2', 'SIGN_IN', at(1))).toEqual({ userId: 'usr_ann', identity });
    });

    it('can be used only for their purpose, and stay valid after a wrong attempt', async () => {
      expect(await store.take('hash-1', 'SIGN_IN', at(1))).toBeUndefined();
      expect(await store.take('hash-1', 'PASSWORD_RESET', at(1))).toBeUndefined();
      expect(await store.take('hash-1', 'INVITATION', at(1))).toEqual(ANN);
    });

    it('are valid until they expire', async () => {
      expect(await store.take('hash-1', 'INVITATION', at(60))).toBeUndefined();
      expect(await store.take('hash-1', 'INVITATION', at(59.999))).toEqual(ANN);
    });

    it('are invalid once all secrets of the user are revoked', async () => {
      await store.add(aSecret('hash-2', 'PASSWORD_RESET'));
      await store.revokeAll('usr_bob', at(1));
      expect(await store.take('hash-2', 'PASSWORD_RESET', at(1))).toEqual(ANN);
      await store.revokeAll('usr_ann', at(1));
      expect(await store.take('hash-1', 'INVITATION', at(2))).toBeUndefined();
    });

    it('have one winner when one is used 20 times at once', async () => {
      const taken = await atOnce(20, () => store.take('hash-1', 'INVITATION', at(1)));
      expect(taken.filter((grant) => grant?.userId === 'usr_ann')).toHaveLength(1);
      expect(taken.filter((grant) => grant === undefined)).toHaveLength(19);
    });
  });
}

async function withAnn(make: MakeAccessStores) {
  const stores = await make();
  for (const name of ['ann', 'bob']) await stores.users.add(aUser(name));
  for (const id of ['wsp_a', 'wsp_b'])
    await stores.workspaces.add({ id, organisationId: 'org_local', name: id, createdAt: at(0) });
  return stores;
}
