import { checkedOwner } from '../../domain/access/access.ts';
import type { User } from '../../domain/access/user.ts';
import { Idempotency } from '../../domain/shared/idempotency.ts';
import type { Config } from '../../infra/config/config.ts';
import { systemClock as clock, systemRandom as random, systemIds } from '../../infra/runtime.ts';
import { MemorySharedState } from '../../infra/shared-state/memory.ts';
import { PostgresIdempotencyStore } from '../../infra/system/postgres.ts';
import { openPreparedDatabase } from '../resources/open-database.ts';
import { composeAccess } from './access.ts';
import { composeAuditLog } from './audit.ts';
import { composeEncryption } from './encryption.ts';

export type FirstOwner = readonly [email: string, name: string, password: string];

/** Makes the first owner straight in the database: before there is one, nobody could sign in to do so. */
export async function createFirstOwner(config: Config, ...owner: FirstOwner): Promise<User> {
  // Before anything is made for an owner that is refused.
  checkedOwner(...owner);
  const open = await openPreparedDatabase(config);
  try {
    const { database } = open;
    const world = { ids: systemIds(), clock, random, emit: () => {} };
    const auditLog = composeAuditLog({ database, ...world });
    const { encryption } = composeEncryption({ config, ...world });
    const access = composeAccess({
      ...{ config, database, encryption, ...world, shared: new MemorySharedState(clock) },
      recordAction: auditLog.record.bind(auditLog),
      idempotency: new Idempotency(new PostgresIdempotencyStore(database), database.atomically),
    });
    return await access.createFirstOwner(...owner);
  } finally {
    await open.close();
  }
}
