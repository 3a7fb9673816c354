import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { userError } from '../shared/errors.ts';
import { jsonText } from '../shared/json.ts';
import { csv } from '../shared/text/csv.ts';
import { type AuditEntry, type AuditLink, auditLine, FIRST_AUDIT_LINK, sealedLine } from './audit-entry.ts';
import { checkWindow } from './list-audit-entries.ts';
import type { AuditStore } from './ports.ts';

/** JSON: lines of JSON, which can be verified. CSV: for spreadsheets. */
export type AuditFormat = 'JSON' | 'CSV';

export interface AuditExport {
  readonly format: AuditFormat;
  /** Not before this moment; from the first entry when left out. */
  readonly since?: Date;
  /** Before this moment; up to the last entry when left out. */
  readonly until?: Date;
}

export interface ExportPart {
  readonly text: string;
  /** Where the next part begins; undefined in the last part. */
  readonly next: string | undefined;
}

/** The first line of an export. It names the entries that follow, so that a missing entry is noticed. */
export interface ExportHeader {
  readonly type: 'aragora.audit-log';
  /** 1 in files from before sealed entries had digests. */
  readonly version: 1 | 2;
  readonly organisationId: string;
  /** The workspace whose entries are complete here; left out when all are. */
  readonly workspaceId?: string;
  /** ISO 8601. */
  readonly exportedAt: string;
  /** The entry before the first one here. */
  readonly after: AuditLink;
  /** The last entry here. */
  readonly last: AuditLink;
}

interface ExportPorts {
  readonly store: AuditStore;
  readonly now: Date;
  /** The workspace whose entries the reader may see; null: those of the whole organisation. */
  readonly workspaceId: string | null;
}

/** Most entries of a part. */
const BATCH = 500;
/** A part ends with the entry that makes it as long, in characters. */
const PART = 256 * 1024;
const SCOPE = 'a1|EXPORT';

export async function exportPart(
  { store, now, workspaceId }: ExportPorts,
  organisationId: string,
  { format, ...window }: AuditExport,
  cursor?: string,
): Promise<ExportPart> {
  const form = { format, workspaceId };
  if (cursor !== undefined) return entriesPart(store, organisationId, form, placeOf(cursor));
  const [after, last] = await endsOf(store, organisationId, window);
  const about = { organisationId, ...(workspaceId !== null && { workspaceId }), exportedAt: now.toISOString() };
  const header: ExportHeader = { type: 'aragora.audit-log', version: 2, ...about, after, last };
  const head = format === 'JSON' ? `${jsonText(header)}\n` : csv([Object.keys(COLUMNS)]);
  const { text, next } = await entriesPart(store, organisationId, form, { after: after.seq, last: last.seq });
  return { text: head + text, next };
}

/**
 * The links before the first and at the last entry of the window. Times never decrease, so all entries in between
 * belong to it.
 */
async function endsOf(
  store: AuditStore,
  organisationId: string,
  window: Omit<AuditExport, 'format'>,
): Promise<readonly [AuditLink, AuditLink]> {
  checkWindow(window, ['since']);
  const { since, until } = window;
  const one = async (order: 'OLDEST_FIRST' | 'NEWEST_FIRST', filter: { since?: Date; until?: Date }) =>
    (await store.page(organisationId, { ...filter, order, from: 'START', limit: 1 }))[0];
  const last = until ? ((await one('NEWEST_FIRST', { until })) ?? FIRST_AUDIT_LINK) : await store.head(organisationId);
  const end = { seq: last.seq, hash: last.hash };
  if (!since) return [FIRST_AUDIT_LINK, end];
  const first = await one('OLDEST_FIRST', { since });
  return first && first.seq <= end.seq ? [{ seq: first.seq - 1, hash: first.prevHash }, end] : [end, end];
}

interface Form extends Pick<ExportPorts, 'workspaceId'> {
  readonly format: AuditFormat;
}

interface Place {
  readonly after: number;
  readonly last: number;
}

async function entriesPart(
  store: AuditStore,
  organisationId: string,
  { format, workspaceId }: Form,
  { after, last }: Place,
): Promise<ExportPart> {
  const window = { after, before: last + 1, limit: BATCH } as const;
  const entries = await store.page(organisationId, { ...window, order: 'OLDEST_FIRST', from: 'START' });
  const isSeen = (entry: AuditEntry) => workspaceId === null || entry.workspaceId === workspaceId;
  const lineOf = (entry: AuditEntry) => {
    if (format === 'JSON') return isSeen(entry) ? auditLine(entry) : sealedLine(entry);
    return isSeen(entry) ? csv([cellsOf(entry)]) : '';
  };
  let text = '';
  let reached = after;
  for (const entry of entries) {
    text += lineOf(entry);
    reached = entry.seq;
    if (text.length >= PART) break;
  }
  const isLast = entries.length === 0 || reached >= last;
  return { text, next: isLast ? undefined : encodeCursor(SCOPE, `${reached}-${last}`) };
}

function placeOf(cursor: string): Place {
  const [, after, last] = /^(\d{1,9})-(\d{1,9})$/.exec(decodeCursor(cursor, SCOPE, 'after')) ?? [];
  if (after !== undefined && last !== undefined) return { after: Number(after), last: Number(last) };
  throw userError('BAD_CURSOR', 'after: this cursor was not given out here.', ['after']);
}

const COLUMNS = {
  seq: ({ seq }) => seq,
  id: ({ id }) => id,
  at: ({ at }) => at.toISOString(),
  organisation_id: ({ organisationId }) => organisationId,
  workspace_id: ({ workspaceId }) => workspaceId,
  user_id: ({ actor }) => actor.userId,
  impersonator_id: ({ actor }) => actor.impersonatorId,
  credential: ({ actor }) => actor.credential,
  api_key_id: ({ actor }) => actor.apiKeyId,
  address: ({ actor }) => actor.address,
  category: ({ category }) => category,
  action: ({ action }) => action,
  target_type: ({ target }) => target?.type,
  target_id: ({ target }) => target?.id,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  detail: ({ detail }) => jsonText(detail),
  prev_hash: ({ prevHash }) => prevHash,
  hash: ({ hash }) => hash,
} as const satisfies Record<string, (entry: AuditEntry) => string | number | null | undefined>;

function cellsOf(entry: AuditEntry): (string | number | null | undefined)[] {
  return Object.values(COLUMNS).map((of) => of(entry));
}
