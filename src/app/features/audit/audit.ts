import { AuditLog } from '../../../domain/audit/audit-log.ts';
import { PostgresAuditStore } from '../../../infra/audit/postgres/audit-store.ts';
import { AUDIT_ENTITIES } from '../../../infra/audit/postgres/rows.ts';
import { AuditLogResolver } from '../../../resolvers/audit/audit-log.ts';
import { readAuditEntry } from '../../../resolvers/audit/audit-types.ts';
import type { FeatureModule } from '../../feature.ts';

/** The audit log. Actions in a workspace are recorded in the chain of its organisation. */
export const feature: FeatureModule = {
  entities: AUDIT_ENTITIES,
  resolvers: [AuditLogResolver],
  nodes: { aud_: { permission: 'audit.read', read: readAuditEntry } },
  compose: ({ database, atomically, ids, clock }, doors) => ({
    doors: {
      auditLog: new AuditLog({
        store: new PostgresAuditStore(database),
        organisationOf: (workspaceId) => doors.access.organisationOf(workspaceId),
        ...{ atomically, ids, clock },
      }),
    },
  }),
};
