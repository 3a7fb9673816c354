import { z } from 'zod';
import { digestOf, type LoggedEvent, verifyChain } from '../events/event.ts';
import { checkShape, type ShapeMistake } from '../shared/check-shape.ts';
import type { Json } from '../shared/json.ts';
import { isDeeper } from '../shared/shapes/value-depth.ts';
import { isSignedBy, type PublicKey, publicKeyOf } from './receipt-key.ts';

/** What a receipt proves. `keyId` names the key its signature was made with. */
export type ReceiptReport =
  | {
      readonly isValid: true;
      readonly keyId: string;
      /** NAMED: the caller gave the key. OWN: the key in the receipt: it is unchanged, but the signer is not known. */
      readonly key: 'NAMED' | 'OWN';
      readonly debateId: string;
      readonly issuedAt: string;
      readonly events: number;
      /** Numbers of the events whose payloads were erased since; their digests still fit. */
      readonly erased: readonly number[];
      readonly isStatementErased: boolean;
      /** Kinds of the events after the end of the debate, which the signature does not cover. */
      readonly later: readonly string[];
    }
  | {
      readonly isValid: false;
      readonly reason: string;
      /** The first event that does not fit; null where it is not an event. */
      readonly seq: number | null;
    };

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const json = z.json();
const header = z.strictObject({
  type: z.literal('aragora.receipt'),
  version: z.literal(1),
  receiptId: z.string(),
  workspaceId: z.string(),
  debateId: z.string(),
  issuedAt: z.string(),
  chain: z.strictObject({ length: z.int(), head: digest, hashes: z.array(digest).min(1) }),
  statementDigest: digest,
  algorithm: z.literal('Ed25519'),
  keyId: z.string(),
});
const event = z.strictObject({
  seq: z.int(),
  kind: z.string(),
  at: z.iso.datetime(),
  data: json,
  salt: z.string().nullable(),
  digest,
  hash: digest,
});
const shape = z.strictObject({
  header,
  signature: z.string(),
  publicKey: z.string(),
  statement: json,
  statementSalt: z.string().nullable(),
  events: z.array(event),
});
/** No event and no statement has as many. Digests are made with a call for each. */
const MAX_LEVELS = 200;
type Document = z.infer<typeof shape>;

/**
 * Checks a receipt file: its signature by one of the keys (without keys: by its own), its statement and every event. An
 * erased payload or statement is valid while its digest fits.
 */
export function verifyReceipt(value: unknown, keys: readonly PublicKey[]): ReceiptReport {
  if (isDeeper(value, MAX_LEVELS)) return invalid(`It is no receipt: it is nested deeper than ${MAX_LEVELS} levels.`);
  const read = checkShape(shape, value);
  if (!read.isValid) return invalid(`It is no receipt: ${formProblem(read.mistakes)}`);
  const document = read.data as Document;
  const { header, statement, statementSalt } = document;
  const events = eventsOf(document);
  const problem = signatureProblem(document, keys) ?? statementProblem(document) ?? eventProblem(document, events);
  if (problem) return problem;
  const chain = verifyChain(events);
  return {
    isValid: true,
    ...{ keyId: header.keyId, key: keys.length > 0 ? 'NAMED' : 'OWN', debateId: header.debateId },
    ...{ issuedAt: header.issuedAt, events: header.chain.length },
    erased: chain.intact ? chain.erased : [],
    isStatementErased: statement === null && statementSalt === null,
    later: events.slice(header.chain.length).map(({ kind }) => kind),
  };
}

function signatureProblem({ header, signature, publicKey }: Document, keys: readonly PublicKey[]) {
  const key = (keys.length > 0 ? keys : [publicKeyOf(publicKey)]).find(({ keyId }) => keyId === header.keyId);
  if (!key) return invalid(`It was signed with the key ${header.keyId}, which is not among those given.`);
  if (isSignedBy(header as Json, signature, key)) return undefined;
  return invalid('The signature does not fit the header: one of them was changed.');
}

function statementProblem({ header, statement, statementSalt }: Document) {
  if (statement === null && statementSalt === null) return undefined;
  if (statementSalt !== null && digestOf(statementSalt, statement as Json) === header.statementDigest) return undefined;
  return invalid('The statement is not the one that was signed.');
}

/** The signed hashes are checked first: they name the changed event even when all later links were rebuilt. */
function eventProblem({ header: { chain } }: Document, events: readonly LoggedEvent[]) {
  const { hashes, head, length } = chain;
  if (hashes.length !== length || hashes.at(-1) !== head)
    return invalid('The header contradicts itself about the chain.');
  const report = verifyChain(events);
  const foreign = hashes.findIndex((hash, at) => events[at]?.hash !== hash);
  const broken = report.intact ? Number.POSITIVE_INFINITY : report.firstBroken;
  if (foreign >= 0 && foreign + 1 < broken) {
    const reason = events[foreign] ? 'it is not the one that was signed' : 'it is missing';
    return invalid(`Event ${foreign + 1} does not fit: ${reason}.`, foreign + 1);
  }
  return report.intact ? undefined : invalid(`Event ${broken} does not fit: ${report.reason}.`, broken);
}

function eventsOf({ header: { workspaceId, debateId: stream }, events }: Document): LoggedEvent[] {
  return events.map((one) => ({ ...one, data: one.data as Json, at: new Date(one.at), workspaceId, stream }));
}

function invalid(reason: string, seq: number | null = null): ReceiptReport & { isValid: false } {
  return { isValid: false, reason, seq };
}

function formProblem([first]: readonly ShapeMistake[]): string {
  return `${first?.path.join('.') || 'the whole file'}: ${first?.message ?? 'It has another form.'}`;
}
