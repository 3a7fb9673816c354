import { defineEntity, p } from '@mikro-orm/core';
import type { SecondFactor, SecondFactorStore } from '../../../domain/access/ports.ts';
import type { User } from '../../../domain/access/user.ts';
import type { FieldCipher } from '../../../domain/encryption/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { EnvelopeType } from '../../postgres/envelope-type.ts';

export const SecondFactorRow = defineEntity({
  name: 'SecondFactorRow',
  tableName: 'second_factors',
  properties: {
    userId: p.text().primary(),
    secret: p.type(EnvelopeType),
    confirmedAt: p.datetime(3).nullable(),
    lastStep: p.integer().nullable(),
    recovery: p.json<string[]>(),
  },
});

export class PostgresSecondFactorStore implements SecondFactorStore {
  private readonly database: Database;
  private readonly cipher: FieldCipher;

  constructor(database: Database, cipher: FieldCipher) {
    this.database = database;
    this.cipher = cipher;
  }

  find(user: User): Promise<SecondFactor | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(SecondFactorRow, { userId: user.id }, { disableIdentityMap: true });
      if (!row) return undefined;
      const { confirmedAt, lastStep, recovery } = row;
      const secret = this.cipher.open(row.secret, placeOf(user));
      const step = lastStep === null || lastStep === undefined ? null : Number(lastStep);
      return { secret, confirmedAt: confirmedAt ?? null, lastStep: step, recovery };
    });
  }

  async save(user: User, secret: string): Promise<void> {
    await this.database.use(async (em) => {
      await em.nativeDelete(SecondFactorRow, { userId: user.id, confirmedAt: null });
      const sealed = this.cipher.seal(secret, placeOf(user));
      await em.insert(SecondFactorRow, { userId: user.id, secret: sealed, recovery: [] });
    });
  }

  async confirm(userId: string, recovery: readonly string[], confirmedAt: Date): Promise<void> {
    await this.database.use((em) =>
      em.nativeUpdate(SecondFactorRow, { userId }, { confirmedAt, recovery: [...recovery] }),
    );
  }

  async isConfirmed(userId: string): Promise<boolean> {
    return (await this.database.use((em) => em.count(SecondFactorRow, { userId, confirmedAt: { $ne: null } }))) > 0;
  }

  takeStep(userId: string, step: number): Promise<boolean> {
    return this.took(
      'update second_factors set last_step = ? where user_id = ? and coalesce(last_step, -1) < ? returning user_id',
      [step, userId, step],
    );
  }

  takeRecovery(userId: string, hash: string): Promise<boolean> {
    return this.took(
      `update second_factors set recovery = recovery - ?::text
       where user_id = ? and recovery @> to_jsonb(?::text) returning user_id`,
      [hash, userId, hash],
    );
  }

  async remove(userId: string): Promise<void> {
    await this.database.use((em) => em.nativeDelete(SecondFactorRow, { userId }));
  }

  private async took(sql: string, values: unknown[]): Promise<boolean> {
    return (await this.database.use((em) => em.execute<unknown[]>(sql, values))).length > 0;
  }
}

/** It stands above workspaces, so its organisation takes the place of one. */
function placeOf({ id, organisationId }: User) {
  return { table: 'second_factors', column: 'secret', row: id, workspaceId: organisationId };
}
