import type { AuditEntry } from '../../src/domain/audit/audit-entry.ts';
import { AuditLog, type AuditLogPorts } from '../../src/domain/audit/audit-log.ts';
import type { AuditStore } from '../../src/domain/audit/ports.ts';
import type { AuditReport } from '../../src/domain/audit/verify-audit-log.ts';
import { verifyAuditLog } from '../../src/domain/audit/verify-audit-log.ts';
import type { Atomically } from '../../src/domain/shared/ports.ts';
import { systemClock, systemIds } from '../../src/infra/runtime.ts';

export const ANN = { userId: 'usr_ann', workspaceId: 'wsp_1' };

/** A reader of the whole log of its organisation. */
export const WHOLE = { ...ANN, scope: 'ORGANISATION' } as const;

/** An action on a user. */
export function anAction(action = 'user.deactivated') {
  return { category: 'ACCESS', action, outcome: 'SUCCESS' } as const;
}

/** An audit log over a store; workspace `wsp_1` belongs to `org_1`. */
export function anAuditLog(
  { audit: store, atomically }: { audit: AuditStore; atomically: Atomically },
  ports: Partial<AuditLogPorts> = {},
): AuditLog {
  const organisationOf = async (workspaceId: string) => workspaceId.replace('wsp_', 'org_');
  return new AuditLog({ store, atomically, organisationOf, ids: systemIds(), clock: systemClock, ...ports });
}

/** The lines of the whole export. */
export async function exported(log: AuditLog, since?: Date, until?: Date): Promise<string[]> {
  let text = '';
  let after: string | undefined;
  do {
    const part = await log.exportPart(
      WHOLE,
      { format: 'JSON', ...(since && { since }), ...(until && { until }) },
      after,
    );
    text += part.text;
    after = part.next;
  } while (after !== undefined);
  return text.trimEnd().split('\n');
}

export function verified(lines: readonly string[], heads: readonly string[] = []): Promise<AuditReport> {
  return verifyAuditLog(
    (async function* () {
      yield* lines;
    })(),
    heads,
  );
}

/** The report on the whole log of a store. */
export async function reportOf(log: AuditLog, heads: readonly string[] = []): Promise<AuditReport> {
  return verified(await exported(log), heads);
}

/** All entries, the oldest first. */
export function entriesOf(store: AuditStore, organisationId = 'org_1'): Promise<readonly AuditEntry[]> {
  return store.page(organisationId, { order: 'OLDEST_FIRST', from: 'START', limit: 10_000 });
}
