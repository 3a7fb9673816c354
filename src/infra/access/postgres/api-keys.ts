import { defineEntity, p } from '@mikro-orm/core';
import type { ApiKey } from '../../../domain/access/api-key.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { ApiKeyStore } from '../../../domain/access/ports.ts';
import type { Database } from '../../postgres/database.ts';

export const ApiKeyRow = defineEntity({
  name: 'ApiKeyRow',
  tableName: 'api_keys',
  properties: {
    id: p.text().primary(),
    hash: p.text(),
    userId: p.text(),
    workspaceId: p.text(),
    name: p.text(),
    prefix: p.text(),
    scopes: p.json<Permission[]>().nullable(),
    addresses: p.json<string[]>(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

const FRESH = { disableIdentityMap: true } as const;

export class PostgresApiKeyStore implements ApiKeyStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add({ scopes, addresses, ...key }: ApiKey, hash: string): Promise<void> {
    const lists = { scopes: scopes && [...scopes], addresses: [...addresses] };
    await this.database.use((em) => em.insert(ApiKeyRow, { ...key, ...lists, hash }));
  }

  findByHash(hash: string): Promise<ApiKey | undefined> {
    return this.one({ hash });
  }

  listOf(userId: string, workspaceId: string): Promise<readonly ApiKey[]> {
    const options = { ...FRESH, orderBy: { createdAt: 'desc' } } as const;
    return this.database.use(async (em) => (await em.find(ApiKeyRow, { userId, workspaceId }, options)).map(toKey));
  }

  async revoke(id: string, userId: string, workspaceId: string, revokedAt: Date): Promise<ApiKey | undefined> {
    const own = { id, userId, workspaceId };
    await this.database.use((em) => em.nativeUpdate(ApiKeyRow, { ...own, revokedAt: null }, { revokedAt }));
    return this.one(own);
  }

  async used(id: string, at: Date): Promise<void> {
    await this.database.use((em) =>
      em.execute(
        `update api_keys set last_used_at = ?
         where id = ? and (last_used_at is null or last_used_at < ?::timestamptz - interval '1 minute')`,
        [at, id, at],
      ),
    );
  }

  private one(where: Partial<Record<'id' | 'hash' | 'userId' | 'workspaceId', string>>): Promise<ApiKey | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(ApiKeyRow, where, FRESH);
      return row ? toKey(row) : undefined;
    });
  }
}

type Optional = 'scopes' | 'expiresAt' | 'lastUsedAt' | 'revokedAt';
type Row = Omit<ApiKey, Optional> & { readonly [Key in Optional]?: ApiKey[Key] | undefined };

function toKey({ id, userId, workspaceId, name, prefix, addresses, createdAt, ...row }: Row): ApiKey {
  const { scopes = null, expiresAt = null, lastUsedAt = null, revokedAt = null } = row;
  return { id, userId, workspaceId, name, prefix, addresses, createdAt, scopes, expiresAt, lastUsedAt, revokedAt };
}
