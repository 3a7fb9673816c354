import type { AuditCategory, AuditEntry, AuditLink } from './audit-entry.ts';

/** Filter of entries. Omitted conditions match everything. */
export interface AuditFilter {
  /** Only entries of this workspace. */
  readonly workspaceId?: string;
  readonly categories?: readonly AuditCategory[];
  /** Exactly this action. */
  readonly action?: string;
  /** Actions of this user, also as impersonator. */
  readonly actorId?: string;
  /** Id or name of the target. */
  readonly targetKey?: string;
  /** Not before this moment. */
  readonly since?: Date;
  /** Before this moment. */
  readonly until?: Date;
}

/** `after` and `before` are numbers of entries. */
export interface AuditPage extends AuditFilter {
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST';
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
  /** Whether to take the last of the page instead of the first. */
  readonly from: 'START' | 'END';
}

/** The end of a chain while it is locked. */
export interface HeldLink extends AuditLink {
  /** The time of the last entry; undefined when there is none. */
  readonly at: Date | undefined;
}

/** Stores entries by organisation. Entries are added, never changed or removed. */
export interface AuditStore {
  /**
   * Adds the entry that `seal` makes from the end of the chain, in the ambient transaction, which is required. The chain is
   * locked until that transaction ends: call it as the last write, after taking all other locks, or two transactions may
   * deadlock.
   */
  append(organisationId: string, seal: (last: HeldLink) => AuditEntry): Promise<AuditEntry>;
  /** The stored end of the chain, or the last entry when it is further. */
  head(organisationId: string): Promise<AuditLink>;
  /** In the page's order, from either end. */
  page(organisationId: string, page: AuditPage): Promise<readonly AuditEntry[]>;
  /** The entry with this id; undefined when the organisation has none. */
  find(organisationId: string, id: string): Promise<AuditEntry | undefined>;
  count(organisationId: string, filter: AuditFilter): Promise<number>;
}

/** The organisation that owns the workspace, and so the chain. */
export type OrganisationOf = (workspaceId: string) => Promise<string>;
