import type { InferEntity } from '@mikro-orm/core';
import type { ApiKey } from '../../../domain/access/api-key.ts';
import type { ApiKeyStore } from '../../../domain/access/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { ApiKeyRow } from './credential-rows.ts';

type Row = InferEntity<typeof ApiKeyRow>;

/** A use is noted at most once in this time. */
const NOTED_EVERY_MS = 60_000;

export class PostgresApiKeyStore implements ApiKeyStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add({ scopes, addresses, ...key }: ApiKey, hash: string): Promise<void> {
    const lists = { scopes: [...scopes], addresses: [...addresses] };
    await this.database.repository(ApiKeyRow, (keys) => keys.insert({ ...key, ...lists, hash }));
  }

  findByHash(hash: string): Promise<ApiKey | undefined> {
    return this.one({ hash });
  }

  listOf(userId: string, workspaceId: string): Promise<readonly ApiKey[]> {
    return this.database.repository(ApiKeyRow, async (keys) =>
      (await keys.find({ userId, workspaceId }, { orderBy: { createdAt: 'desc' } })).map(toKey),
    );
  }

  async revoke(id: string, userId: string, workspaceId: string, revokedAt: Date): Promise<ApiKey | undefined> {
    const own = { id, userId, workspaceId };
    await this.database.repository(ApiKeyRow, (keys) => keys.nativeUpdate({ ...own, revokedAt: null }, { revokedAt }));
    return this.one(own);
  }

  revokeAll(userId: string, workspaceId: string, revokedAt: Date): Promise<readonly ApiKey[]> {
    const active = { userId, workspaceId, revokedAt: null };
    return this.database.repository(ApiKeyRow, async (keys) => {
      const found = await keys.find(active, { orderBy: { createdAt: 'desc' } });
      await keys.nativeUpdate(active, { revokedAt });
      return found.map((row) => ({ ...toKey(row), revokedAt }));
    });
  }

  async used(id: string, lastUsedAt: Date): Promise<void> {
    const due = [{ lastUsedAt: null }, { lastUsedAt: { $lt: new Date(lastUsedAt.getTime() - NOTED_EVERY_MS) } }];
    await this.database.repository(ApiKeyRow, (keys) => keys.nativeUpdate({ id, $or: due }, { lastUsedAt }));
  }

  private one(where: Partial<Record<'id' | 'hash' | 'userId' | 'workspaceId', string>>): Promise<ApiKey | undefined> {
    return this.database.repository(ApiKeyRow, async (keys) => {
      const row = await keys.findOne(where);
      return row ? toKey(row) : undefined;
    });
  }
}

function toKey({ id, userId, workspaceId, name, prefix, addresses, scopes, createdAt, ...row }: Row): ApiKey {
  const { expiresAt = null, lastUsedAt = null, revokedAt = null } = row;
  return { id, userId, workspaceId, name, prefix, addresses, createdAt, scopes, expiresAt, lastUsedAt, revokedAt };
}
