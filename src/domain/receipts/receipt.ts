import type { LoggedEvent } from '../events/event.ts';
import type { Json } from '../shared/json.ts';

/** The signed part. Its digests and hashes cover the rest of the receipt. A type, so that it is assignable to JSON. */
export type ReceiptHeader = {
  readonly type: 'aragora.receipt';
  readonly version: 1;
  readonly receiptId: string;
  readonly workspaceId: string;
  readonly debateId: string;
  /** ISO 8601. */
  readonly issuedAt: string;
  /** The event chain at the end of the debate: the hash of every event in order, 64 hexadecimal digits each. */
  readonly chain: { readonly length: number; readonly head: string; readonly hashes: readonly string[] };
  /** SHA-256 of the statement's salt and its canonical JSON, made like the digest of an event. */
  readonly statementDigest: string;
  readonly algorithm: 'Ed25519';
  /** RFC 7638 thumbprint of the public key, base64url. */
  readonly keyId: string;
};

/** A header, its signature and what it covers, as the store keeps it. */
export interface SignedReceipt {
  readonly header: ReceiptHeader;
  /** Ed25519 over the header's canonical JSON (RFC 8785) in UTF-8, base64url. */
  readonly signature: string;
  /** The public key's 32 bytes, base64url. */
  readonly publicKey: string;
  /** The result of the debate; null once erased. */
  readonly statement: Json;
  /** 32 random hexadecimal digits that keep an erased statement from being guessed; erased with it. */
  readonly statementSalt: string | null;
}

/** An event as the file of a receipt holds it: its time as ISO 8601, its stream named in the header only. */
export function eventDocument({ seq, kind, at, data, salt, digest, hash }: LoggedEvent) {
  return { seq, kind, at: at.toISOString(), data, salt, digest, hash };
}
