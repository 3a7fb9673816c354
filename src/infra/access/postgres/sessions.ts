import { defineEntity, p } from '@mikro-orm/core';
import type { OneTimePurpose, OneTimeStore, SessionStore } from '../../../domain/access/ports.ts';
import type { Session } from '../../../domain/access/sign-in/session.ts';
import type { Database } from '../../postgres/database.ts';

export const SessionRow = defineEntity({
  name: 'SessionRow',
  tableName: 'sessions',
  properties: {
    id: p.text().primary(),
    userId: p.text(),
    workspaceId: p.text(),
    tokenVersion: p.integer(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    provenAt: p.datetime(3),
    impersonatorId: p.text().nullable(),
  },
});

export class PostgresSessionStore implements SessionStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(id: string): Promise<Session | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(SessionRow, { id }, { disableIdentityMap: true });
      return row ? toSession(row) : undefined;
    });
  }

  async add(session: Session): Promise<void> {
    await this.database.use((em) => em.insert(SessionRow, { ...session }));
  }

  listOpen(userId: string): Promise<readonly Session[]> {
    const options = { orderBy: { createdAt: 'desc' }, disableIdentityMap: true } as const;
    return this.database.use(async (em) =>
      (await em.find(SessionRow, { userId, endedAt: null }, options)).map(toSession),
    );
  }

  async prove(id: string, provenAt: Date): Promise<void> {
    await this.database.use((em) => em.nativeUpdate(SessionRow, { id }, { provenAt }));
  }

  async end(id: string, endedAt: Date): Promise<void> {
    await this.database.use((em) => em.nativeUpdate(SessionRow, { id, endedAt: null }, { endedAt }));
  }

  endAll(userId: string, endedAt: Date): Promise<number> {
    return this.database.use((em) => em.nativeUpdate(SessionRow, { userId, endedAt: null }, { endedAt }));
  }

  async addRefreshToken(hash: string, sessionId: string): Promise<void> {
    await this.database.use((em) =>
      em.execute('insert into refresh_tokens (hash, session_id) values (?, ?)', [hash, sessionId]),
    );
  }

  useRefreshToken(hash: string, at: Date) {
    return this.database.use(async (em) => {
      const [fresh] = await em.execute<{ session_id: string }[]>(
        'update refresh_tokens set used_at = ? where hash = ? and used_at is null returning session_id',
        [at, hash],
      );
      if (fresh) return { sessionId: fresh.session_id, usedBefore: null };
      const [used] = await em.execute<{ session_id: string; used_at: Date | string }[]>(
        'select session_id, used_at from refresh_tokens where hash = ?',
        [hash],
      );
      return used && { sessionId: used.session_id, usedBefore: new Date(used.used_at) };
    });
  }
}

export class PostgresOneTimeStore implements OneTimeStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(hash: string, purpose: OneTimePurpose, userId: string, expiresAt: Date): Promise<void> {
    await this.database.use((em) =>
      em.execute('insert into one_time_secrets (hash, purpose, user_id, expires_at) values (?, ?, ?, ?)', [
        ...[hash, purpose, userId, expiresAt],
      ]),
    );
  }

  take(hash: string, purpose: OneTimePurpose, now: Date): Promise<string | undefined> {
    return this.database.use(async (em) => {
      const [taken] = await em.execute<{ user_id: string }[]>(
        `update one_time_secrets set used_at = ?
         where hash = ? and purpose = ? and used_at is null and expires_at > ? returning user_id`,
        [now, hash, purpose, now],
      );
      return taken?.user_id;
    });
  }

  async revokeAll(userId: string, now: Date): Promise<void> {
    await this.database.use((em) =>
      em.execute('update one_time_secrets set used_at = ? where user_id = ? and used_at is null', [now, userId]),
    );
  }
}

type Row = Omit<Session, 'endedAt' | 'impersonatorId'> & {
  readonly endedAt?: Date | null | undefined;
  readonly impersonatorId?: string | null | undefined;
};

function toSession({ endedAt, impersonatorId, ...row }: Row): Session {
  const { id, userId, workspaceId, tokenVersion, createdAt, expiresAt, provenAt } = row;
  const optional = { endedAt: endedAt ?? null, impersonatorId: impersonatorId ?? null };
  return { id, userId, workspaceId, tokenVersion, createdAt, expiresAt, provenAt, ...optional };
}
