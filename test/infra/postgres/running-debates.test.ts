import { describe, expect, it } from 'vitest';
import { PostgresDebateStore } from '../../../src/infra/debates/postgres/debate-store.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { aDebate } from '../../support/builders.ts';
import { migrationBefore, UNMIGRATED } from '../../support/services/unmigrated.ts';

const NAME = '2026-12-01-running-debates';
const BEFORE = migrationBefore(NAME);

describe.each(UNMIGRATED)('a rollback to a version that reads rows alone, on %s', (_, open) => {
  it('is refused while a debate runs, and says what to do', async () => {
    const orm = await open();
    await orm.migrator.up();
    const store = new PostgresDebateStore(new Database(orm), { readEach: async () => [] });
    await store.add(aDebate());
    const claim = await store.claim('dbt_1', 'node', 60_000);
    if (!claim) throw new Error('Nothing to claim.');
    claim.debate.run(new Date(), 1);
    await store.save(claim.debate, claim.fence);
    await expect(orm.migrator.down({ to: BEFORE })).rejects.toThrow('let them end or cancel them');

    claim.debate.abort('CANCELLED', 'CANCELLED', new Date());
    await store.save(claim.debate, claim.fence);
    await orm.migrator.down({ to: BEFORE });
    await orm.migrator.up();
    expect(await store.find('wsp_1', 'dbt_1')).toMatchObject({ status: 'CANCELLED' });
  }, 120_000);
});
