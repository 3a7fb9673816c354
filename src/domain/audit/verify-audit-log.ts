import { z } from 'zod';
import { readStrictJson } from '../shared/strict-json.ts';
import { type AuditEntry, type AuditLink, isHashed, linkHash, type SealedAuditEntry } from './audit-entry.ts';
import type { ExportHeader } from './audit-export.ts';

/**
 * Kinds of breaches. CHANGED: an entry differs from what was recorded. MISSING: an entry was removed. REORDERED: an entry was
 * moved. ADDED: there are more entries than recorded. CUT_OFF: entries at the end are missing. FORM: not an export.
 */
export type AuditBreach = 'CHANGED' | 'MISSING' | 'REORDERED' | 'ADDED' | 'CUT_OFF' | 'FORM';

export type AuditReport =
  | {
      readonly isValid: true;
      readonly organisationId: string;
      readonly entries: number;
      /** How many of them the export does not show, as those of other workspaces: only their place and their link were checked. */
      readonly sealed: number;
      /** How many of the sealed ones are too old for that: an entry before them may have been replaced. */
      readonly unlinked: number;
      /** The number before the first entry: 0 when the export begins at the start of the chain. */
      readonly after: number;
      /** The last entry, or the one before the first when the export has no entries. */
      readonly head: AuditLink;
    }
  | {
      readonly isValid: false;
      readonly breach: AuditBreach;
      readonly reason: string;
      /** The first entry that does not fit; null when the breach is not in an entry. */
      readonly seq: number | null;
    };

type Refuted = AuditReport & { readonly isValid: false };

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().nullable();
const link = z.strictObject({ seq: z.int().min(0), hash: digest });
const headerShape = z.strictObject({
  type: z.literal('aragora.audit-log'),
  version: z.literal([1, 2]),
  organisationId: z.string(),
  workspaceId: z.string().optional(),
  exportedAt: z.string(),
  after: link,
  last: link,
});
const sealedShape = z.strictObject({ seq: z.int(), prevHash: digest, digest: digest.optional(), hash: digest });
const entryShape = z.strictObject({
  id: z.string(),
  organisationId: z.string(),
  seq: z.int(),
  at: z.iso.datetime({ precision: 3 }).transform((at) => new Date(at)),
  workspaceId: text,
  actor: z.strictObject({ userId: text, impersonatorId: text, credential: text, apiKeyId: text, address: text }),
  category: z.string(),
  action: z.string(),
  target: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
  outcome: z.string(),
  reason: text,
  detail: z.record(z.string(), z.json()),
  prevHash: digest,
  hash: digest,
});

/**
 * Checks an export line by line: every entry, its place and its link; that no entry is missing up to the last one named
 * in the first line; and that every given head is among the hashes.
 */
export async function verifyAuditLog(
  lines: AsyncIterable<string>,
  heads: readonly string[] = [],
): Promise<AuditReport> {
  const rest = lines[Symbol.asyncIterator]();
  const header = headerOf((await rest.next()).value ?? '');
  if (!header) return refuted('FORM', null, 'the first line is not that of an export in JSON');
  let previous: AuditLink = header.after;
  let [sealed, unlinked] = [0, 0];
  const unseen = new Set(heads);
  unseen.delete(previous.hash);
  for (let line = await rest.next(); !line.done; line = await rest.next()) {
    const entry = entryOf(line.value, header);
    if (typeof entry === 'string') return changed(previous, entry);
    const breach = breachOf(entry, previous, header);
    if (breach === 'SKIPPED') return skipped(rest, previous, { entry, header });
    if (breach) return breach;
    previous = linkOf(entry);
    if (!isWhole(entry)) sealed++;
    if (!isWhole(entry) && entry.digest === undefined) unlinked++;
    unseen.delete(previous.hash);
  }
  const { organisationId, after } = header;
  const entries = previous.seq - after.seq;
  const found = { organisationId, entries, sealed, unlinked, after: after.seq, head: previous };
  return endBreach(header, previous, unseen) ?? { isValid: true, ...found };
}

/** The breach of an entry after `previous`; SKIPPED when it is not the next entry. */
function breachOf(entry: Line, previous: AuditLink, { organisationId, last }: ExportHeader) {
  const { seq } = entry;
  if (seq <= previous.seq) return refuted('REORDERED', seq, 'it stands behind a later one, or twice');
  if (seq !== previous.seq + 1) return 'SKIPPED';
  if (!(isWhole(entry) ? isHashed(entry) : isSealed(entry)))
    return changed(previous, 'its content is not what its hash was made of');
  if (isWhole(entry) && entry.organisationId !== organisationId)
    return changed(previous, 'it belongs to another organisation');
  if (entry.prevHash !== previous.hash) {
    return changed(previous, `it does not follow on entry ${previous.seq} as it stands: one of the two was replaced`);
  }
  return seq > last.seq
    ? refuted('ADDED', seq, `entry ${last.seq} was the last one when this was exported`)
    : undefined;
}

/** Searches all later lines for a skipped entry: if it is found there, it was moved, otherwise it is missing. */
async function skipped(
  rest: AsyncIterator<string>,
  previous: AuditLink,
  { entry: found, header }: { readonly entry: Line; readonly header: ExportHeader },
) {
  const seq = previous.seq + 1;
  const isNext = (entry: Line) => entry.seq === seq || entry.prevHash === previous.hash;
  if (isNext(found)) return refuted('CHANGED', seq, `its number was changed to ${found.seq}`);
  for (let line = await rest.next(); !line.done; line = await rest.next()) {
    const entry = entryOf(line.value, header);
    if (typeof entry !== 'string' && isNext(entry))
      return refuted('REORDERED', seq, `it stands behind others, with the number ${entry.seq}`);
  }
  return refuted('MISSING', seq, `entry ${found.seq} stands in its place`);
}

function endBreach({ last }: ExportHeader, end: AuditLink, unseen: ReadonlySet<string>): Refuted | undefined {
  if (end.seq < last.seq) {
    return refuted('CUT_OFF', end.seq + 1, `everything up to entry ${last.seq} is missing at the end`);
  }
  if (end.hash !== last.hash) return refuted('CHANGED', end.seq, 'the end of the log is noted with another hash');
  const [head] = unseen;
  if (head === undefined) return undefined;
  const how = `no entry up to ${end.seq} has the hash ${head}: what it stood for was cut off, or written anew`;
  return refuted('CUT_OFF', null, how);
}

function changed({ seq }: AuditLink, reason: string): Refuted {
  return refuted('CHANGED', seq + 1, reason);
}

function refuted(breach: AuditBreach, seq: number | null, reason: string): Refuted {
  return { isValid: false, breach, seq, reason };
}

function headerOf(line: string): ExportHeader | undefined {
  const read = readStrictJson(line);
  return read.isJson ? (headerShape.safeParse(read.value).data as ExportHeader | undefined) : undefined;
}

type Line = AuditEntry | SealedAuditEntry;

function isWhole(line: Line): line is AuditEntry {
  return 'id' in line;
}

function isSealed({ digest, hash, ...place }: SealedAuditEntry): boolean {
  return digest === undefined || linkHash({ ...place, digest }) === hash;
}

/**
 * The entry of a line, or why it is none. Only in the export of one workspace may an entry be sealed: in one of the
 * organisation it would hide what was changed.
 */
function entryOf(line: string, { workspaceId }: ExportHeader): Line | string {
  const read = readStrictJson(line);
  if (!read.isJson) return read.mistake.replace(/\.$/, '').replace(/^./, (first) => first.toLowerCase());
  const whole = entryShape.safeParse(read.value).data as AuditEntry | undefined;
  const sealed =
    workspaceId === undefined ? undefined : (sealedShape.safeParse(read.value).data as SealedAuditEntry | undefined);
  return whole ?? sealed ?? 'it has not the form of an entry';
}

function linkOf({ seq, hash }: Line): AuditLink {
  return { seq, hash };
}
