import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, memoryAccessStores, postgresAccessStores } from '../../support/access-stores.ts';
import { openEmbedded, openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { describeAccessStores } from './access/access-stores.ts';

describeAccessStores('memory', memoryAccessStores);

describe('embedded', () => describeOver('the embedded database', openEmbedded));

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  describeOver('PostgreSQL', () => openPostgres(postgresUrl ?? ''));
});

function describeOver(name: string, open: () => Promise<TestDatabase>): void {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  const make = () => postgresAccessStores(opened.database);

  describeAccessStores(name, make);

  describe(`identities in ${name}`, () => {
    it('are unchanged when the transaction that changes them fails', async () => {
      const { users, workspaces } = await make();
      await users.add(aUser('ann'));
      const failing = opened.database.atomically(async () => {
        await workspaces.lock('org_local');
        await users.add(aUser('bob'));
        await users.change('usr_ann', { isActive: false });
        await workspaces.setRoles({ workspaceId: 'wsp_local', userId: 'usr_ann', roles: ['owner'] });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect([await users.find('usr_ann'), await users.find('usr_bob')]).toEqual([aUser('ann'), undefined]);
      expect(await workspaces.members('wsp_local')).toEqual([]);
    });

    it('are changed by one transaction at a time while the organisation is locked', async () => {
      const { users, workspaces } = await make();
      const names = ['ann', 'bob', 'cy', 'dan', 'eve'];
      for (const one of names) await users.add(aUser(one));
      const join = (one: string) =>
        opened.database.atomically(async () => {
          await workspaces.lock('org_local');
          if ((await workspaces.members('wsp_local')).length > 0) return;
          await workspaces.setRoles({ workspaceId: 'wsp_local', userId: `usr_${one}`, roles: ['owner'] });
        });
      await Promise.all(names.map(join));
      expect(await workspaces.members('wsp_local')).toHaveLength(1);
    });
  });
}
