import { type EntityData, type FilterQuery, type InferEntity, raw } from '@mikro-orm/core';
import type { SecondFactor, SecondFactorStore } from '../../../domain/access/ports.ts';
import type { User } from '../../../domain/access/user.ts';
import type { FieldCipher } from '../../../domain/encryption/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { SecondFactorRow } from './credential-rows.ts';

type Row = InferEntity<typeof SecondFactorRow>;

export class PostgresSecondFactorStore implements SecondFactorStore {
  private readonly database: Database;
  private readonly cipher: FieldCipher;

  constructor(database: Database, cipher: FieldCipher) {
    this.database = database;
    this.cipher = cipher;
  }

  find(user: User): Promise<SecondFactor | undefined> {
    return this.database.repository(SecondFactorRow, async (factors) => {
      const row = await factors.findOne({ userId: user.id });
      if (!row) return undefined;
      const { confirmedAt = null, lastStep = null, recovery } = row;
      return { secret: this.cipher.open(row.secret, placeOf(user)), confirmedAt, lastStep, recovery };
    });
  }

  async save(user: User, secret: string): Promise<void> {
    await this.database.repository(SecondFactorRow, async (factors) => {
      await factors.nativeDelete({ userId: user.id, confirmedAt: null });
      const sealed = this.cipher.seal(secret, placeOf(user));
      await factors.insert({ userId: user.id, secret: sealed, recovery: [] });
    });
  }

  async confirm(userId: string, recovery: readonly string[], confirmedAt: Date): Promise<void> {
    await this.update({ userId }, { confirmedAt, recovery: [...recovery] });
  }

  isConfirmed(userId: string): Promise<boolean> {
    return this.database.repository(
      SecondFactorRow,
      async (factors) => (await factors.count({ userId, confirmedAt: { $ne: null } })) > 0,
    );
  }

  confirmedAmong(userIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.database.repository(SecondFactorRow, async (factors) => {
      const where = { userId: { $in: [...userIds] }, confirmedAt: { $ne: null } };
      return new Set((await factors.find(where, { fields: ['userId'] })).map(({ userId }) => userId));
    });
  }

  takeStep(userId: string, step: number): Promise<boolean> {
    return this.update({ userId, $or: [{ lastStep: null }, { lastStep: { $lt: step } }] }, { lastStep: step });
  }

  takeRecovery(userId: string, hash: string): Promise<boolean> {
    const rest = raw<string[]>('recovery - ?::text', [hash]);
    return this.update({ userId, recovery: { $contains: [hash] } }, { recovery: rest });
  }

  async remove(userId: string): Promise<void> {
    await this.database.repository(SecondFactorRow, (factors) => factors.nativeDelete({ userId }));
  }

  /** Whether the row matched. */
  private update(where: FilterQuery<Row>, change: EntityData<Row>): Promise<boolean> {
    return this.database.repository(
      SecondFactorRow,
      async (factors) => (await factors.nativeUpdate(where, change)) === 1,
    );
  }
}

/** A user belongs to no workspace, so the organisation takes its place. */
function placeOf({ id, organisationId }: User) {
  return { table: 'second_factors', column: 'secret', row: id, workspaceId: organisationId };
}
