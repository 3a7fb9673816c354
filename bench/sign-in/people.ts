import { composeFeatures } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Deps } from '../../src/app/feature.ts';
import { feature as accessFeature } from '../../src/app/features/access/access.ts';
import { feature as auditFeature } from '../../src/app/features/audit/audit.ts';
import { feature as encryptionFeature } from '../../src/app/features/encryption/encryption.ts';
import type { Access } from '../../src/domain/access/access.ts';
import { LOCAL_ORGANISATION } from '../../src/domain/access/actor.ts';
import { Argon2Passwords } from '../../src/infra/access/argon2.ts';
import { PostgresUserStore } from '../../src/infra/access/postgres/users.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { systemClock as clock, systemRandom as random, systemIds } from '../../src/infra/runtime.ts';
import { PostgresSharedState } from '../../src/infra/shared-state/postgres.ts';

/** Access as in a server: argon2id, and users, failures and the audit log in the database. */
export function accessOn(database: Database): Access {
  const config = readConfig({
    ARAGORA_JWT_SECRET: random.hex(32),
    ARAGORA_ENCRYPTION_KEY: random.hex(32),
  });
  const { atomically, afterCommit } = database;
  const deps = {
    ...{ config, database, atomically, afterCommit, ids: systemIds(), clock, random, emit: () => {} },
    shared: new PostgresSharedState(database),
  } as Partial<Deps> as Deps;
  return composeFeatures([encryptionFeature, auditFeature, accessFeature], deps).doors.access;
}

/** Creates users with the same password. Their addresses are as long as those of unknown users. */
export async function addUsers(database: Database, count: number): Promise<void> {
  const users = new PostgresUserStore(database);
  const ids = systemIds();
  const passwordHash = await new Argon2Passwords().hash(random.hex(16));
  for (let at = 0; at < count; at++)
    await users.add({
      ...{ id: ids.next('usr'), organisationId: LOCAL_ORGANISATION, email: addressOf('somebody', at), name: 'A user' },
      ...{
        passwordHash,
        accountRoles: [],
        isActive: true,
        tokenVersion: 1,
        createdAt: clock.now(),
        lastSignInAt: null,
      },
    });
}

export function addressOf(who: 'somebody' | 'no-one--', at: number): string {
  return `${who}-${String(at).padStart(6, '0')}@example.org`;
}
