import { type AuditEntry, type AuditLink, FIRST_AUDIT_LINK } from '../../../src/domain/audit/audit-entry.ts';
import type { AuditFilter, AuditPage, AuditStore, HeldLink } from '../../../src/domain/audit/ports.ts';
import { MemoryDatabase } from './memory-database.ts';

/** The audit log, in memory. */
export class MemoryAuditStore implements AuditStore {
  private readonly database: MemoryDatabase;
  private readonly entries: Map<string, AuditEntry>;

  constructor(database = new MemoryDatabase()) {
    this.database = database;
    this.entries = database.table();
  }

  append(organisationId: string, seal: (last: HeldLink) => AuditEntry): Promise<AuditEntry> {
    return this.database.use(() => {
      const last = this.of(organisationId).at(-1);
      const entry = seal({ ...FIRST_AUDIT_LINK, at: undefined, ...last });
      this.entries.set(`${organisationId} ${entry.seq}`, structuredClone(entry));
      return entry;
    });
  }

  head(organisationId: string): Promise<AuditLink> {
    return this.database.use(() => {
      const { seq, hash } = this.of(organisationId).at(-1) ?? FIRST_AUDIT_LINK;
      return { seq, hash };
    });
  }

  page(organisationId: string, page: AuditPage): Promise<readonly AuditEntry[]> {
    return this.database.use(() => {
      const oldestFirst = page.order === 'OLDEST_FIRST';
      const [low, high] = oldestFirst ? [page.after, page.before] : [page.before, page.after];
      const found = this.of(organisationId)
        .filter((entry) => fits(entry, page))
        .filter(({ seq }) => seq > (low ?? 0) && seq < (high ?? Number.POSITIVE_INFINITY));
      if (!oldestFirst) found.reverse();
      return structuredClone(page.from === 'START' ? found.slice(0, page.limit) : found.slice(-page.limit));
    });
  }

  find(organisationId: string, id: string): Promise<AuditEntry | undefined> {
    return this.database.use(() => structuredClone(this.of(organisationId).find((entry) => entry.id === id)));
  }

  count(organisationId: string, filter: AuditFilter): Promise<number> {
    return this.database.use(() => this.of(organisationId).filter((entry) => fits(entry, filter)).length);
  }

  private of(organisationId: string): AuditEntry[] {
    return [...this.entries.values()].filter((entry) => entry.organisationId === organisationId);
  }
}

function fits(
  entry: AuditEntry,
  { workspaceId, categories, action, actorId, targetKey, since, until }: AuditFilter,
): boolean {
  const { userId, impersonatorId } = entry.actor;
  if (workspaceId !== undefined && entry.workspaceId !== workspaceId) return false;
  if (categories && !categories.includes(entry.category)) return false;
  if (action !== undefined && entry.action !== action) return false;
  if (actorId !== undefined && userId !== actorId && impersonatorId !== actorId) return false;
  if (targetKey !== undefined && entry.target?.id !== targetKey) return false;
  return !(since && entry.at < since) && !(until && entry.at >= until);
}
