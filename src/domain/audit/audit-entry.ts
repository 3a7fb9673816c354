import { createHash } from 'node:crypto';
import { FIRST_LINK } from '../events/event.ts';
import { canonical, type Json } from '../shared/json.ts';

export type AuditCategory = 'AUTH' | 'ACCESS' | 'DATA' | 'ADMIN' | 'DEBATE' | 'SYSTEM';

/** DENIED: the caller lacks the permission. FAILURE: the action was allowed and failed. */
export type AuditOutcome = 'SUCCESS' | 'DENIED' | 'FAILURE';

/** The actor, as far as it is known. */
export interface AuditActor {
  /** null without a signed-in user. */
  readonly userId: string | null;
  /** The impersonator of `userId`; null without impersonation. */
  readonly impersonatorId: string | null;
  /** Kind of credential, such as `SESSION` or `API_KEY`; null when it is not known. */
  readonly credential: string | null;
  readonly apiKeyId: string | null;
  /** The network address the request came from. */
  readonly address: string | null;
}

/** The target of the action: its kind, such as `debate`, and its id. */
export interface AuditTarget {
  readonly type: string;
  readonly id: string;
}

/** An action, as its feature records it. */
export interface AuditedAction {
  readonly category: AuditCategory;
  /** Thing and past participle, such as `debate.deleted`. */
  readonly action: string;
  readonly target?: AuditTarget | null;
  readonly outcome: AuditOutcome;
  /** Reason, in the actor's words. */
  readonly reason?: string | null;
  /** Further details. Entries can never be erased: put no secrets and no personal data here. */
  readonly detail?: { readonly [key: string]: Json };
}

/**
 * An entry with its place: the `seq`-th of its organisation, counted from 1 without a gap, chained to the previous
 * entry.
 */
export interface AuditEntry {
  readonly id: string;
  readonly organisationId: string;
  readonly seq: number;
  /** Never before the time of the previous entry. */
  readonly at: Date;
  readonly workspaceId: string | null;
  readonly actor: AuditActor;
  readonly category: AuditCategory;
  readonly action: string;
  readonly target: AuditTarget | null;
  readonly outcome: AuditOutcome;
  readonly reason: string | null;
  readonly detail: { readonly [key: string]: Json };
  /** The hash of the previous entry, 64 hexadecimal digits; zeros for the first entry. */
  readonly prevHash: string;
  /** SHA-256 over the canonical JSON of every other field, 64 hexadecimal digits. */
  readonly hash: string;
}

/** The current end of a chain. */
export interface AuditLink {
  readonly seq: number;
  readonly hash: string;
}

/** The link before the first entry of a chain. */
export const FIRST_AUDIT_LINK: AuditLink = { seq: 0, hash: FIRST_LINK };

/** SHA-256 over the canonical JSON (RFC 8785) of every field but the hash itself, the time as ISO 8601 with milliseconds. */
export function auditHash({ hash: _, at, ...rest }: Omit<AuditEntry, 'hash'> & { readonly hash?: string }): string {
  const covered = { ...rest, at: at.toISOString() } as unknown as Json;
  return createHash('sha256').update(canonical(covered)).digest('hex');
}

/** What an export for one workspace holds of an entry outside of it: enough to follow the chain, and nothing of its content. */
export type SealedAuditEntry = Pick<AuditEntry, 'seq' | 'prevHash' | 'hash'>;

export function sealedLine({ seq, prevHash, hash }: AuditEntry): string {
  return `${JSON.stringify({ seq, prevHash, hash })}\n`;
}

/** The entry as an export holds it. */
export function auditLine(entry: AuditEntry): string {
  return `${JSON.stringify({ ...entry, at: entry.at.toISOString() })}\n`;
}
