import type { ApiKey } from '../../../src/domain/access/api-key.ts';
import type { Invitation, InvitationStatus, InvitationStore } from '../../../src/domain/access/invitation.ts';
import type { ApiKeyStore, SecondFactor, SecondFactorStore } from '../../../src/domain/access/ports.ts';
import type { User } from '../../../src/domain/access/user.ts';

import { newestFirst } from './newest-first.ts';

export class MemoryApiKeys implements ApiKeyStore {
  readonly keys = new Map<string, ApiKey>();
  private readonly ids = new Map<string, string>();

  async add(key: ApiKey, hash: string) {
    this.keys.set(key.id, key);
    this.ids.set(hash, key.id);
  }

  async findByHash(hash: string) {
    return this.keys.get(this.ids.get(hash) ?? '');
  }

  async listOf(userId: string, workspaceId: string) {
    return newestFirst(
      [...this.keys.values()].filter((key) => key.userId === userId && key.workspaceId === workspaceId),
    );
  }

  async revoke(id: string, userId: string, workspaceId: string, revokedAt: Date) {
    const key = this.keys.get(id);
    if (key?.userId !== userId || key.workspaceId !== workspaceId) return undefined;
    this.keys.set(id, { ...key, revokedAt: key.revokedAt ?? revokedAt });
    return this.keys.get(id);
  }

  async revokeAll(userId: string, workspaceId: string, revokedAt: Date) {
    const active = (await this.listOf(userId, workspaceId)).filter((key) => key.revokedAt === null);
    for (const key of active) this.keys.set(key.id, { ...key, revokedAt });
    return active.map((key) => ({ ...key, revokedAt }));
  }

  async used(id: string, lastUsedAt: Date) {
    const key = this.keys.get(id);
    const isDue = !key?.lastUsedAt || lastUsedAt.getTime() - key.lastUsedAt.getTime() > 60_000;
    if (key && isDue) this.keys.set(id, { ...key, lastUsedAt });
  }
}

export class MemoryInvitations implements InvitationStore {
  private readonly all = new Map<string, Invitation>();
  private readonly ids = new Map<string, string>();

  async add(invitation: Invitation, hash: string) {
    this.all.set(invitation.id, invitation);
    this.ids.set(hash, invitation.id);
  }

  async findByHash(hash: string) {
    return this.all.get(this.ids.get(hash) ?? '');
  }

  async pendingIn(workspaceId: string, now: Date) {
    return this.pending(now).filter((one) => one.workspaceId === workspaceId);
  }

  async pendingFor(organisationId: string, email: string, now: Date) {
    return this.pending(now).filter((one) => one.organisationId === organisationId && one.email === email);
  }

  async settle(id: string, status: Exclude<InvitationStatus, 'PENDING'>) {
    const found = this.all.get(id);
    if (found?.status !== 'PENDING') return false;
    this.all.set(id, { ...found, status });
    return true;
  }

  private pending(now: Date) {
    return newestFirst([...this.all.values()].filter((one) => one.status === 'PENDING' && one.expiresAt > now));
  }
}

export class MemorySecondFactors implements SecondFactorStore {
  private readonly factors = new Map<string, SecondFactor>();

  async find({ id }: User) {
    return this.factors.get(id);
  }

  async save({ id }: User, secret: string) {
    this.factors.set(id, { secret, confirmedAt: null, lastStep: null, recovery: [] });
  }

  async confirm(userId: string, recovery: readonly string[], confirmedAt: Date) {
    this.patch(userId, { recovery, confirmedAt });
  }

  async isConfirmed(userId: string) {
    return (this.factors.get(userId)?.confirmedAt ?? null) !== null;
  }

  async confirmedAmong(userIds: readonly string[]) {
    return new Set(userIds.filter((id) => (this.factors.get(id)?.confirmedAt ?? null) !== null));
  }

  async takeStep(userId: string, lastStep: number) {
    if ((this.factors.get(userId)?.lastStep ?? -1) >= lastStep) return false;
    this.patch(userId, { lastStep });
    return true;
  }

  async takeRecovery(userId: string, hash: string) {
    const recovery = this.factors.get(userId)?.recovery ?? [];
    this.patch(userId, { recovery: recovery.filter((one) => one !== hash) });
    return recovery.includes(hash);
  }

  async remove(userId: string) {
    this.factors.delete(userId);
  }

  private patch(userId: string, change: Partial<SecondFactor>) {
    const factor = this.factors.get(userId);
    if (factor) this.factors.set(userId, { ...factor, ...change });
  }
}
