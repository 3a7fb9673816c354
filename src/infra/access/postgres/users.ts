import type { InferEntity } from '@mikro-orm/core';
import type { UserStore } from '../../../domain/access/ports.ts';
import type { User } from '../../../domain/access/user.ts';
import { userError } from '../../../domain/shared/errors.ts';
import type { Database } from '../../postgres/database.ts';
import { UserIdentityRow, UserRow } from './organisation-rows.ts';

export class PostgresUserStore implements UserStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(id: string): Promise<User | undefined> {
    return this.one({ id });
  }

  findByEmail(email: string): Promise<User | undefined> {
    return this.one({ email });
  }

  async add({ accountRoles, ...user }: User): Promise<void> {
    const { affectedRows } = await this.database.repository(UserRow, (users) =>
      users
        .qb()
        .insert({ ...user, accountRoles: [...accountRoles] })
        .onConflict()
        .ignore()
        .execute('run'),
    );
    if (affectedRows === 0) throw userError('CONFLICT', 'email: There is a user with this address.', ['email']);
  }

  async change(
    id: string,
    { accountRoles, ...change }: Partial<Omit<User, 'id' | 'organisationId'>>,
  ): Promise<User | undefined> {
    const roles = accountRoles && { accountRoles: [...accountRoles] };
    await this.database.repository(UserRow, (users) => users.nativeUpdate({ id }, { ...change, ...roles }));
    return this.find(id);
  }

  list(organisationId: string): Promise<readonly User[]> {
    return this.database.repository(UserRow, async (users) =>
      (await users.find({ organisationId }, { orderBy: { email: 'asc' } })).map(toUser),
    );
  }

  async findByIdentity(provider: string, subject: string): Promise<User | undefined> {
    const known = await this.database.repository(UserIdentityRow, (identities) =>
      identities.findOne({ provider, subject }),
    );
    return known ? this.find(known.userId) : undefined;
  }

  async addIdentity(provider: string, subject: string, userId: string): Promise<void> {
    await this.database.repository(UserIdentityRow, (identities) =>
      identities.upsert({ provider, subject, userId }, { onConflictAction: 'ignore' }),
    );
  }

  private one(where: { id: string } | { email: string }): Promise<User | undefined> {
    return this.database.repository(UserRow, async (users) => {
      const row = await users.findOne(where);
      return row ? toUser(row) : undefined;
    });
  }
}

function toUser(row: InferEntity<typeof UserRow>): User {
  const { id, organisationId, email, name, accountRoles, isActive, tokenVersion, createdAt } = row;
  const { passwordHash = null, lastSignInAt = null } = row;
  return {
    id,
    organisationId,
    email,
    name,
    accountRoles,
    isActive,
    tokenVersion,
    createdAt,
    passwordHash,
    lastSignInAt,
  };
}
