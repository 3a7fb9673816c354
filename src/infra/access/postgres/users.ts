import { defineEntity, p } from '@mikro-orm/core';
import type { UserStore } from '../../../domain/access/ports.ts';
import type { User } from '../../../domain/access/user.ts';
import { userError } from '../../../domain/shared/errors.ts';
import type { Database } from '../../postgres/database.ts';

export const UserRow = defineEntity({
  name: 'UserRow',
  tableName: 'users',
  properties: {
    id: p.text().primary(),
    organisationId: p.text(),
    email: p.text(),
    name: p.text(),
    passwordHash: p.text().nullable(),
    isActive: p.boolean(),
    tokenVersion: p.integer(),
    createdAt: p.datetime(3),
    lastSignInAt: p.datetime(3).nullable(),
  },
});

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

  async add(user: User): Promise<void> {
    await this.database.use(async (em) => {
      const { id, organisationId, email, name, passwordHash, isActive, tokenVersion, createdAt } = user;
      const added = await em.execute<unknown[]>(
        `insert into users (id, organisation_id, email, name, password_hash, is_active, token_version, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
        [id, organisationId, email, name, passwordHash, isActive, tokenVersion, createdAt],
      );
      if (added.length === 0) throw userError('CONFLICT', 'email: There is a user with this address.', ['email']);
    });
  }

  async change(id: string, change: Partial<Omit<User, 'id' | 'organisationId'>>): Promise<User | undefined> {
    await this.database.use((em) => em.nativeUpdate(UserRow, { id }, change));
    return this.find(id);
  }

  list(organisationId: string): Promise<readonly User[]> {
    const options = { orderBy: { email: 'asc' }, disableIdentityMap: true } as const;
    return this.database.use(async (em) => (await em.find(UserRow, { organisationId }, options)).map(toUser));
  }

  async findByIdentity(provider: string, subject: string): Promise<User | undefined> {
    const [known] = await this.database.use((em) =>
      em.execute<{ user_id: string }[]>('select user_id from user_identities where provider = ? and subject = ?', [
        ...[provider, subject],
      ]),
    );
    return known && this.find(known.user_id);
  }

  async addIdentity(provider: string, subject: string, userId: string): Promise<void> {
    await this.database.use((em) =>
      em.execute('insert into user_identities (provider, subject, user_id) values (?, ?, ?)', [
        ...[provider, subject, userId],
      ]),
    );
  }

  private one(where: { id: string } | { email: string }): Promise<User | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(UserRow, where, { disableIdentityMap: true });
      return row ? toUser(row) : undefined;
    });
  }
}

function toUser(row: { [Key in keyof User]: null extends User[Key] ? User[Key] | undefined : User[Key] }): User {
  const { id, organisationId, email, name, passwordHash, isActive, tokenVersion, createdAt, lastSignInAt } = row;
  const optional = { passwordHash: passwordHash ?? null, lastSignInAt: lastSignInAt ?? null };
  return { id, organisationId, email, name, isActive, tokenVersion, createdAt, ...optional };
}
