import { createHash } from 'node:crypto';
import { FIRST_LINK } from '../events/event.ts';
import { canonical, type Json, jsonText } from '../shared/json.ts';

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
  /** `auditHash`, 64 hexadecimal digits. */
  readonly hash: string;
}

/** The current end of a chain. */
export interface AuditLink {
  readonly seq: number;
  readonly hash: string;
}

/** The link before the first entry of a chain. */
export const FIRST_AUDIT_LINK: AuditLink = { seq: 0, hash: FIRST_LINK };

type Unhashed = Omit<AuditEntry, 'hash'> & { readonly hash?: string };

/**
 * The hash of an entry: SHA-256 over the canonical JSON (RFC 8785) of its `seq`, its `prevHash`, and the `digest` of all other
 * fields. So a reader who may not see them can follow the chain over the entry.
 */
export function auditHash(entry: Unhashed): string {
  return linkHash({ seq: entry.seq, prevHash: entry.prevHash, digest: digestOf(entry) });
}

/** SHA-256 over the canonical JSON of every field but the place and the hashes, the time as ISO 8601 with milliseconds. */
function digestOf({ seq: _seq, prevHash: _prevHash, hash: _hash, at, ...content }: Unhashed): string {
  return sha256({ ...content, at: at.toISOString() });
}

/** The hash of an entry with this place and digest. */
export function linkHash({ seq, prevHash, digest }: Required<Omit<SealedAuditEntry, 'hash'>>): string {
  return sha256({ seq, prevHash, digest });
}

/** Whether the hash is that of the entry. Those of entries from before there were digests cover all fields at once. */
export function isHashed({ hash, ...entry }: AuditEntry): boolean {
  return hash === auditHash(entry) || hash === sha256({ ...entry, at: entry.at.toISOString() });
}

function sha256(value: object): string {
  return createHash('sha256')
    .update(canonical(value as Json))
    .digest('hex');
}

/** What an export for one workspace holds of an entry outside of it: enough to follow the chain, and nothing of its content. */
export interface SealedAuditEntry extends Pick<AuditEntry, 'seq' | 'prevHash' | 'hash'> {
  /** Absent when the hash was made without one. */
  readonly digest?: string;
}

export function sealedLine(entry: AuditEntry): string {
  const { seq, prevHash, hash } = entry;
  const digest = digestOf(entry);
  const link = { seq, prevHash, digest };
  return `${JSON.stringify(linkHash(link) === hash ? { ...link, hash } : { seq, prevHash, hash })}\n`;
}

/** The entry as an export holds it. */
export function auditLine(entry: AuditEntry): string {
  return `${jsonText({ ...entry, at: entry.at.toISOString() })}\n`;
}
