import type { Migration } from '@mikro-orm/migrations';
import { Access } from './access.ts';
import { AuditLog } from './audit-log.ts';
import { DebateColumns } from './debate-columns.ts';
import { DebateKind } from './debate-kind.ts';
import { DebateRecords } from './debate-records.ts';
import { DebateSearch } from './debate-search.ts';
import { Debates } from './debates.ts';
import { KeyRights } from './key-rights.ts';
import { OrganisationRoles } from './organisation-roles.ts';
import { ProvedIdentities } from './proved-identities.ts';
import { ReactorCheckpoints } from './reactor-checkpoints.ts';
import { ReceiptIds } from './receipt-ids.ts';
import { Receipts } from './receipts.ts';
import { RunningDebates } from './running-debates.ts';
import { SecondFactors } from './second-factors.ts';
import { SharedState } from './shared-state.ts';
import { Usage } from './usage.ts';

/** Every migration in the order it is applied, for PostgreSQL and for the embedded database alike. */
export const migrations: {
  name: string;
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}[] = [
  { name: '2026-11-23-debates', class: Debates },
  { name: '2026-11-25-debate-records', class: DebateRecords },
  { name: '2026-11-25-shared-state', class: SharedState },
  { name: '2026-11-25-receipts', class: Receipts },
  { name: '2026-11-26-reactor-checkpoints', class: ReactorCheckpoints },
  { name: '2026-11-26-usage', class: Usage },
  { name: '2026-11-27-access', class: Access },
  { name: '2026-11-27-audit-log', class: AuditLog },
  { name: '2026-11-28-second-factors', class: SecondFactors },
  { name: '2026-11-30-debate-kind', class: DebateKind },
  { name: '2026-11-30-receipt-ids', class: ReceiptIds },
  { name: '2026-11-30-key-rights', class: KeyRights },
  { name: '2026-11-30-organisation-roles', class: OrganisationRoles },
  { name: '2026-12-01-proved-identities.compatible', class: ProvedIdentities },
  { name: '2026-12-01-running-debates', class: RunningDebates },
  { name: '2026-12-01-debate-columns', class: DebateColumns },
  { name: '2026-12-01-debate-search', class: DebateSearch },
];
