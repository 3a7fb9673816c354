import type { AuditCategory, AuditEntry, AuditLink } from './audit-entry.ts';

/** Which entries are wanted. Conditions that are left out do not count. */
export interface AuditFilter {
  readonly categories?: readonly AuditCategory[];
  /** Exactly this action. */
  readonly action?: string;
  /** Where the user acted, or acted in somebody else's name. */
  readonly actorId?: string;
  readonly targetId?: string;
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

/** The end of a chain while it is held. */
export interface HeldLink extends AuditLink {
  /** The time of the last entry; undefined when there is none. */
  readonly at: Date | undefined;
}

/** Keeps entries by organisation. They are added, and never changed or taken away. */
export interface AuditStore {
  /**
   * Adds the entry that `seal` makes of the chain's end, in the ambient transaction, which there must be. From then on nobody
   * else adds to this chain until that transaction ends: call it as the last write, after every other lock is held, or two
   * transactions may wait for each other.
   */
  append(organisationId: string, seal: (last: HeldLink) => AuditEntry): Promise<AuditEntry>;
  /** The end of the chain, as it was noted with the last entry; the last entry's own where that is further. */
  head(organisationId: string): Promise<AuditLink>;
  /** In the page's order, whichever end it is taken from. */
  page(organisationId: string, page: AuditPage): Promise<readonly AuditEntry[]>;
  count(organisationId: string, filter: AuditFilter): Promise<number>;
}

/** The organisation that owns the workspace: its chain tells what is done there. */
export type OrganisationOf = (workspaceId: string) => Promise<string>;
