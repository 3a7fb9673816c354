import { createHash } from 'node:crypto';
import { FIRST_LINK } from '../events/event.ts';
import { canonical, type Json } from '../shared/json.ts';

export type AuditCategory = 'AUTH' | 'ACCESS' | 'DATA' | 'ADMIN' | 'DEBATE' | 'SYSTEM';

/** DENIED: the caller was not allowed to. FAILURE: it was, and the thing could not be done. */
export type AuditOutcome = 'SUCCESS' | 'DENIED' | 'FAILURE';

/** Who acted, as far as it is known. */
export interface AuditActor {
  /** null where nobody had signed in. */
  readonly userId: string | null;
  /** The user who acted in the name of `userId`; null where nobody did. */
  readonly impersonatorId: string | null;
  /** What the caller showed to be let in, such as `session` or `api-key`; null where that is not known. */
  readonly credential: string | null;
  readonly apiKeyId: string | null;
  /** The network address the request came from. */
  readonly address: string | null;
}

/** What was acted on: its kind, such as `debate`, and its id. */
export interface AuditTarget {
  readonly type: string;
  readonly id: string;
}

/** What was done, told by the feature that did it. */
export interface AuditedAction {
  readonly category: AuditCategory;
  /** Thing and past participle, such as `debate.deleted`. */
  readonly action: string;
  readonly target?: AuditTarget | null;
  readonly outcome: AuditOutcome;
  /** Why, in the words of whoever did it. */
  readonly reason?: string | null;
  /** What else is worth knowing. It can never be erased: no secret and nothing anybody may want forgotten belongs in here. */
  readonly detail?: { readonly [key: string]: Json };
}

/** An entry in its place: the `seq`-th of its organisation, counted from 1 without a gap, chained to the one before. */
export interface AuditEntry {
  readonly id: string;
  readonly organisationId: string;
  readonly seq: number;
  /** Never before the time of the entry before it. */
  readonly at: Date;
  readonly workspaceId: string | null;
  readonly actor: AuditActor;
  readonly category: AuditCategory;
  readonly action: string;
  readonly target: AuditTarget | null;
  readonly outcome: AuditOutcome;
  readonly reason: string | null;
  readonly detail: { readonly [key: string]: Json };
  /** The hash of the entry before, 64 hexadecimal digits; zeros for the first. */
  readonly prevHash: string;
  /** SHA-256 over the canonical JSON of every other field, 64 hexadecimal digits. */
  readonly hash: string;
}

/** Where a chain ends for the time being. */
export interface AuditLink {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry of a chain. */
export const FIRST_AUDIT_LINK: AuditLink = { seq: 0, hash: FIRST_LINK };

/** SHA-256 over the canonical JSON (RFC 8785) of every field but the hash itself, the time as ISO 8601 with milliseconds. */
export function auditHash({ hash: _, at, ...rest }: Omit<AuditEntry, 'hash'> & { readonly hash?: string }): string {
  const covered = { ...rest, at: at.toISOString() } as unknown as Json;
  return createHash('sha256').update(canonical(covered)).digest('hex');
}

/** The entry as a file holds it. */
export function auditLine(entry: AuditEntry): string {
  return `${JSON.stringify({ ...entry, at: entry.at.toISOString() })}\n`;
}
