import { readConfig } from '../../src/app/config.ts';
import { composeAccess } from '../../src/app/features/access.ts';
import { composeAuditLog } from '../../src/app/features/audit.ts';
import { composeEncryption } from '../../src/app/features/encryption/encryption.ts';
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
  const world = { ids: systemIds(), clock, random, emit: () => {} };
  const auditLog = composeAuditLog({ database, ...world });
  const { encryption } = composeEncryption({ config, ...world });
  return composeAccess({
    ...{ config, database, encryption, ...world, shared: new PostgresSharedState(database) },
    recordAction: auditLog.record.bind(auditLog),
  });
}

/** Creates users with the same password. Their addresses are as long as those of unknown users. */
export async function addUsers(database: Database, count: number): Promise<void> {
  const users = new PostgresUserStore(database);
  const ids = systemIds();
  const passwordHash = await new Argon2Passwords().hash(random.hex(16));
  for (let at = 0; at < count; at++)
    await users.add({
      ...{ id: ids.next('usr'), organisationId: LOCAL_ORGANISATION, email: addressOf('somebody', at), name: 'A user' },
      ...{ passwordHash, isActive: true, tokenVersion: 1, createdAt: clock.now(), lastSignInAt: null },
    });
}

export function addressOf(who: 'somebody' | 'no-one--', at: number): string {
  return `${who}-${String(at).padStart(6, '0')}@example.org`;
}
