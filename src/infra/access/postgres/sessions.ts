import type { InferEntity } from '@mikro-orm/core';
import type { SessionStore } from '../../../domain/access/ports.ts';
import type { Session } from '../../../domain/access/sign-in/session.ts';
import type { Database } from '../../postgres/database.ts';
import { RefreshTokenRow, SessionRow } from './credential-rows.ts';

export class PostgresSessionStore implements SessionStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(id: string): Promise<Session | undefined> {
    return this.database.repository(SessionRow, async (sessions) => {
      const row = await sessions.findOne({ id });
      return row ? toSession(row) : undefined;
    });
  }

  async add(session: Session): Promise<void> {
    await this.database.repository(SessionRow, (sessions) => sessions.insert({ ...session }));
  }

  listOpen(userId: string): Promise<readonly Session[]> {
    return this.database.repository(SessionRow, async (sessions) =>
      (await sessions.find({ userId, endedAt: null }, { orderBy: { createdAt: 'desc' } })).map(toSession),
    );
  }

  async prove(id: string, provenAt: Date): Promise<void> {
    await this.database.repository(SessionRow, (sessions) => sessions.nativeUpdate({ id }, { provenAt }));
  }

  async end(id: string, endedAt: Date): Promise<void> {
    await this.database.repository(SessionRow, (sessions) => sessions.nativeUpdate({ id, endedAt: null }, { endedAt }));
  }

  endAll(userId: string, endedAt: Date, except: string | null = null): Promise<number> {
    const others = except === null ? {} : { id: { $ne: except } };
    return this.database.repository(SessionRow, (sessions) =>
      sessions.nativeUpdate({ ...openedBy(userId), ...others }, { endedAt }),
    );
  }

  async endAllIn(workspaceId: string, userId: string, endedAt: Date): Promise<void> {
    await this.database.repository(SessionRow, (sessions) =>
      sessions.nativeUpdate({ ...openedBy(userId), workspaceId }, { endedAt }),
    );
  }

  async addRefreshToken(hash: string, sessionId: string): Promise<void> {
    await this.database.repository(RefreshTokenRow, (tokens) => tokens.insert({ hash, sessionId }));
  }

  useRefreshToken(hash: string, usedAt: Date) {
    return this.database.repository(RefreshTokenRow, async (tokens) => {
      const use = tokens.qb().update({ usedAt }).where({ hash, usedAt: null }).returning('sessionId');
      const fresh = await use.execute<{ sessionId: string } | null>('get');
      if (fresh) return { sessionId: fresh.sessionId, usedBefore: null };
      const token = await tokens.findOne({ hash });
      return token ? { sessionId: token.sessionId, usedBefore: token.usedAt ?? null } : undefined;
    });
  }
}

/** The open sessions of the user, and those that it opened as another one. */
function openedBy(userId: string) {
  return { $or: [{ userId }, { impersonatorId: userId }], endedAt: null };
}

function toSession(row: InferEntity<typeof SessionRow>): Session {
  const { id, userId, workspaceId, tokenVersion, createdAt, expiresAt, provenAt } = row;
  const { endedAt = null, impersonatorId = null } = row;
  return { id, userId, workspaceId, tokenVersion, createdAt, expiresAt, provenAt, endedAt, impersonatorId };
}
