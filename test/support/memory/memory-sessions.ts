import type { OneTimePurpose, OneTimeSecret, OneTimeStore, SessionStore } from '../../../src/domain/access/ports.ts';
import type { Session } from '../../../src/domain/access/sign-in/session.ts';

import { newestFirst } from './newest-first.ts';

export class MemorySessions implements SessionStore, OneTimeStore {
  readonly sessions = new Map<string, Session>();
  private readonly tokens = new Map<string, { readonly sessionId: string; usedAt: Date | null }>();
  private readonly secrets = new Map<string, OneTimeSecret>();

  async find(id: string) {
    return this.sessions.get(id);
  }

  async listOpen(userId: string) {
    return newestFirst([...this.sessions.values()].filter((one) => one.userId === userId && !one.endedAt));
  }

  async prove(id: string, provenAt: Date) {
    this.patch(id, { provenAt });
  }

  async end(id: string, endedAt: Date) {
    if (!this.sessions.get(id)?.endedAt) this.patch(id, { endedAt });
  }

  async endAll(userId: string, endedAt: Date, except: string | null = null) {
    const open = this.openedBy(userId).filter(({ id }) => id !== except);
    for (const { id } of open) this.patch(id, { endedAt });
    return open.length;
  }

  async endAllIn(workspaceId: string, userId: string, endedAt: Date) {
    const there = this.openedBy(userId).filter((one) => one.workspaceId === workspaceId);
    for (const { id } of there) this.patch(id, { endedAt });
  }

  async addRefreshToken(hash: string, sessionId: string) {
    this.tokens.set(hash, { sessionId, usedAt: null });
  }

  async useRefreshToken(hash: string, at: Date) {
    const token = this.tokens.get(hash);
    if (!token) return undefined;
    const usedBefore = token.usedAt;
    token.usedAt ??= at;
    return { sessionId: token.sessionId, usedBefore };
  }

  async add(what: Session | OneTimeSecret) {
    if ('hash' in what) this.secrets.set(what.hash, what);
    else this.sessions.set(what.id, what);
  }

  async take(hash: string, purpose: OneTimePurpose, now: Date) {
    const secret = this.secrets.get(hash);
    if (secret?.purpose !== purpose || secret.expiresAt <= now) return undefined;
    this.secrets.delete(hash);
    return { userId: secret.userId, identity: secret.identity };
  }

  async revokeAll(userId: string) {
    for (const [hash, secret] of this.secrets) if (secret.userId === userId) this.secrets.delete(hash);
  }

  private openedBy(userId: string) {
    const own = [...this.sessions.values()].filter((one) => one.userId === userId || one.impersonatorId === userId);
    return own.filter(({ endedAt }) => !endedAt);
  }

  private patch(id: string, change: Partial<Session>) {
    const session = this.sessions.get(id);
    if (session) this.sessions.set(id, { ...session, ...change });
  }
}
