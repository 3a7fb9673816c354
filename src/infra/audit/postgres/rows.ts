import { defineEntity, p } from '@mikro-orm/core';
import type { AuditCategory } from '../../../domain/audit/audit-entry.ts';
import type { Json } from '../../../domain/shared/json.ts';

const REFUSE = `raise exception 'Entries of the audit log are never changed or taken away.';`;

export const AuditEntryRow = defineEntity({
  name: 'AuditEntryRow',
  tableName: 'audit_entries',
  properties: {
    organisationId: p.text().primary(),
    seq: p.integer().primary().check('seq > 0'),
    id: p.text().unique(),
    at: p.datetime(3),
    workspaceId: p.text().nullable(),
    userId: p.text().nullable(),
    impersonatorId: p.text().nullable(),
    credential: p.text().nullable(),
    apiKeyId: p.text().nullable(),
    address: p.text().nullable(),
    category: p.text().$type<AuditCategory>(),
    action: p.text(),
    targetType: p.text().nullable(),
    targetId: p.text().nullable(),
    outcome: p.enum(['SUCCESS', 'DENIED', 'FAILURE']),
    reason: p.text().nullable(),
    detail: p.json<{ readonly [key: string]: Json }>(),
    prevHash: p.text(),
    hash: p.text(),
  },
  checks: [{ name: 'audit_entries_target', expression: '(target_type is null) = (target_id is null)' }],
  indexes: [
    { name: 'audit_entries_by_at', properties: ['organisationId', 'at', 'seq'] },
    { name: 'audit_entries_by_workspace_id', properties: ['organisationId', 'workspaceId', 'seq'] },
    { name: 'audit_entries_by_user_id', properties: ['organisationId', 'userId', 'seq'] },
    { name: 'audit_entries_by_target_id', properties: ['organisationId', 'targetId', 'seq'] },
  ],
  // The migration creates another trigger, before `truncate`. The mapper cannot read such a trigger back, and would
  // create it again.
  triggers: [{ name: 'audit_entries_stay', timing: 'before', events: ['update', 'delete'], body: REFUSE }],
});

/** The end of an organisation's chain. The writer of an entry holds this row until the end of its transaction. */
export const AuditHeadRow = defineEntity({
  name: 'AuditHeadRow',
  tableName: 'audit_heads',
  properties: {
    organisationId: p.text().primary(),
    seq: p.integer(),
    hash: p.text(),
    at: p.datetime(3).nullable(),
  },
});

export const AUDIT_ENTITIES = [AuditEntryRow, AuditHeadRow];
