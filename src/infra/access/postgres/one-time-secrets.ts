import type { OneTimePurpose, OneTimeStore } from '../../../domain/access/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { OneTimeSecretRow } from './credential-rows.ts';

export class PostgresOneTimeStore implements OneTimeStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(hash: string, purpose: OneTimePurpose, userId: string, expiresAt: Date): Promise<void> {
    await this.database.repository(OneTimeSecretRow, (secrets) => secrets.insert({ hash, purpose, userId, expiresAt }));
  }

  take(hash: string, purpose: OneTimePurpose, usedAt: Date): Promise<string | undefined> {
    return this.database.repository(OneTimeSecretRow, async (secrets) => {
      const good = { hash, purpose, usedAt: null, expiresAt: { $gt: usedAt } };
      const take = secrets.qb().update({ usedAt }).where(good).returning('userId');
      return (await take.execute<{ userId: string } | null>('get'))?.userId;
    });
  }

  async revokeAll(userId: string, usedAt: Date): Promise<void> {
    await this.database.repository(OneTimeSecretRow, (secrets) =>
      secrets.nativeUpdate({ userId, usedAt: null }, { usedAt }),
    );
  }
}
