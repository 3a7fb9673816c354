import { LOCAL_ORGANISATION } from '../../domain/access/actor.ts';
import { AuditLog, type AuditLogPorts } from '../../domain/audit/audit-log.ts';
import { PostgresWorkspaceStore } from '../../infra/access/postgres/workspaces.ts';
import { PostgresAuditStore } from '../../infra/audit/postgres.ts';
import type { Database } from '../../infra/postgres/database.ts';

interface Deps extends Pick<AuditLogPorts, 'ids' | 'clock'> {
  readonly database: Database;
}

/** The audit log over the database; what is done in a workspace stands in the chain of its organisation. */
export function composeAuditLog({ database, ids, clock }: Deps): AuditLog {
  const workspaces = new PostgresWorkspaceStore(database);
  return new AuditLog({
    store: new PostgresAuditStore(database),
    organisationOf: async (workspaceId) => (await workspaces.find(workspaceId))?.organisationId ?? LOCAL_ORGANISATION,
    atomically: database.atomically,
    ids,
    clock,
  });
}
