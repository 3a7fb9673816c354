import { beforeEach, describe, expect, it } from 'vitest';
import type { UserStore } from '../../../../src/domain/access/ports.ts';
import { at, aUser, type MakeAccessStores } from '../../../support/access-stores.ts';
import { refusals } from '../../../support/refusals.ts';

/** The tests that every `UserStore` passes. */
export function describeUserStore(name: string, make: MakeAccessStores): void {
  describe(`users in ${name}`, () => {
    let users: UserStore;
    beforeEach(async () => {
      ({ users } = await make());
      await users.add(aUser('ann'));
    });

    it('are found by id and by address, as they were added', async () => {
      const bob = aUser('bob', { passwordHash: '$argon2id$…', isActive: false, tokenVersion: 7, createdAt: at(1.234) });
      await users.add(bob);
      expect(await users.find('usr_bob')).toEqual(bob);
      expect(await users.findByEmail('bob@example.com')).toEqual(bob);
    });

    it('are not found by another id, another address, or none', async () => {
      expect([await users.find('usr_Ann'), await users.find(''), await users.findByEmail('')]).toEqual([
        ...[undefined, undefined, undefined],
      ]);
    });

    it('cannot share an address, not even across organisations', async () => {
      const other = aUser('other', { email: 'ann@example.com', organisationId: 'org_other' });
      expect(await refusals(() => users.add(other))).toEqual(['CONFLICT email']);
      expect(await users.find('usr_other')).toBeUndefined();
    });

    it('are added once when the same user is added many times at once', async () => {
      for (let nth = 0; nth < 20; nth++) {
        const add = () => users.add(aUser(`same${nth}`));
        const results = await Promise.allSettled(Array.from({ length: 5 }, add));
        const failed = results.filter((result) => result.status === 'rejected');
        expect(failed.map(({ reason }) => reason.name)).toEqual(Array(4).fill('UserError'));
      }
    });

    it('have one winner when many add the same address at once', async () => {
      let count = 0;
      const add = () => users.add(aUser(`new${++count}`, { email: 'wanted@example.com' }));
      const results = await Promise.allSettled(Array.from({ length: 10 }, add));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await users.findByEmail('wanted@example.com'))?.id).toMatch(/^usr_new/);
    });

    it('change only in the given fields', async () => {
      const changed = await users.change('usr_ann', { isActive: false, tokenVersion: 2, lastSignInAt: at(5) });
      expect(changed).toEqual(aUser('ann', { isActive: false, tokenVersion: 2, lastSignInAt: at(5) }));
      expect(await users.find('usr_ann')).toEqual(changed);
      expect(await users.change('usr_nobody', { isActive: false })).toBeUndefined();
    });

    it('of an organisation are listed by address', async () => {
      await users.add(aUser('zoe', { email: 'aa@example.com' }));
      await users.add(aUser('far', { organisationId: 'org_other' }));
      expect((await users.list('org_local')).map(({ id }) => id)).toEqual(['usr_zoe', 'usr_ann']);
      expect((await users.list('org_other')).map(({ id }) => id)).toEqual(['usr_far']);
      expect(await users.list('org_none')).toEqual([]);
    });

    it('are found by their identity at a provider', async () => {
      await users.addIdentity('google', '123', 'usr_ann');
      expect(await users.findByIdentity('google', '123')).toEqual(aUser('ann'));
      await users.addIdentity('google', '123', 'usr_bob');
      expect((await users.findByIdentity('google', '123'))?.id).toBe('usr_ann');
      expect(await users.findByIdentity('google', '12')).toBeUndefined();
      expect(await users.findByIdentity('other', '123')).toBeUndefined();
    });
  });
}
