import type { FilterQuery, InferEntity } from '@mikro-orm/core';
import type { Invitation, InvitationStatus, InvitationStore } from '../../../domain/access/invitation.ts';
import type { Database } from '../../postgres/database.ts';
import { InvitationRow } from './organisation-rows.ts';

type Row = InferEntity<typeof InvitationRow>;

export class PostgresInvitationStore implements InvitationStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add({ roles, ...invitation }: Invitation, hash: string): Promise<void> {
    const row = { ...invitation, roles: [...roles], hash };
    await this.database.repository(InvitationRow, (invitations) => invitations.insert(row));
  }

  async findByHash(hash: string): Promise<Invitation | undefined> {
    return (await this.list({ hash }))[0];
  }

  pendingIn(workspaceId: string, now: Date): Promise<readonly Invitation[]> {
    return this.list({ workspaceId, status: 'PENDING', expiresAt: { $gt: now } });
  }

  pendingFor(organisationId: string, email: string, now: Date): Promise<readonly Invitation[]> {
    return this.list({ organisationId, email, status: 'PENDING', expiresAt: { $gt: now } });
  }

  async settle(id: string, status: InvitationStatus): Promise<boolean> {
    const pending = { id, status: 'PENDING' } as const;
    const settled = await this.database.repository(InvitationRow, (all) => all.nativeUpdate(pending, { status }));
    return settled === 1;
  }

  private list(where: FilterQuery<Row>): Promise<readonly Invitation[]> {
    const order = { orderBy: { createdAt: 'desc', id: 'desc' } } as const;
    return this.database.repository(InvitationRow, async (all) => (await all.find(where, order)).map(toInvitation));
  }
}

function toInvitation({ hash: _, ...row }: Row): Invitation {
  const { id, organisationId, workspaceId, email, name, roles, invitedBy, status, createdAt, expiresAt } = row;
  return { id, organisationId, workspaceId, email, name, roles, invitedBy, status, createdAt, expiresAt };
}
