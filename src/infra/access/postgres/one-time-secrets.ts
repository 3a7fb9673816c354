import type { OneTimeGrant, OneTimePurpose, OneTimeSecret, OneTimeStore } from '../../../domain/access/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { OneTimeSecretRow } from './credential-rows.ts';

export class PostgresOneTimeStore implements OneTimeStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(secret: OneTimeSecret): Promise<void> {
    await this.database.repository(OneTimeSecretRow, (secrets) => secrets.insert({ ...secret }));
  }

  take(hash: string, purpose: OneTimePurpose, usedAt: Date): Promise<OneTimeGrant | undefined> {
    return this.database.repository(OneTimeSecretRow, async (secrets) => {
      const good = { hash, purpose, usedAt: null, expiresAt: { $gt: usedAt } };
      const take = secrets.qb().update({ usedAt }).where(good).returning(['userId', 'identity']);
      return (await take.execute<OneTimeGrant | null>('get')) ?? undefined;
    });
  }

  async revokeAll(userId: string, usedAt: Date): Promise<void> {
    await this.database.repository(OneTimeSecretRow, (secrets) =>
      secrets.nativeUpdate({ userId, usedAt: null }, { usedAt }),
    );
  }
}
