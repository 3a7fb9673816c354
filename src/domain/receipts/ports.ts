import type { Actor } from '../access/actor.ts';
import type { AuditedAction } from '../audit/audit-entry.ts';
import type { SignedReceipt } from './receipt.ts';
import type { PublicKey, SigningKey } from './receipt-key.ts';

/** Origin of a key; one key of each origin is in use at a time. */
export interface KeyInUse extends SigningKey {
  readonly origin: string;
}

/** The key this process signs with. */
export interface KeyRing {
  current(): Promise<KeyInUse>;
  /** Replaces the key, for every process with the same origin. Throws a `UserError` (CONFLICT) when that is not possible. */
  rotate(): Promise<KeyInUse>;
}

/** A public key that receipts were signed with. */
export interface KnownKey extends PublicKey {
  readonly firstUsedAt: Date;
  /** null while it is in use. */
  readonly retiredAt: Date | null;
}

/** Stores receipts and their public keys. */
export interface ReceiptStore {
  /** Stores the receipt of a debate and its key. Returns false, and changes nothing, when there is one. */
  add(receipt: SignedReceipt, origin: string): Promise<boolean>;
  findById(workspaceId: string, receiptId: string): Promise<SignedReceipt | undefined>;
  /** The receipts of these debates, in any order; none for a debate without one. */
  findMany(workspaceId: string, debateIds: readonly string[]): Promise<readonly SignedReceipt[]>;
  /** Erases statement and salt; header and signature stay. */
  erase(workspaceId: string, debateId: string): Promise<void>;
  /** Marks the key as in use, and the other keys of its origin as retired. */
  useKey(key: PublicKey, origin: string): Promise<void>;
  /** Every key that was ever used, the newest first. */
  keys(): Promise<readonly KnownKey[]>;
}

/** Records an action on the keys in the audit log, in the ambient transaction, as its last write. */
export type RecordAction = (by: Pick<Actor, 'userId' | 'workspaceId'>, action: AuditedAction) => Promise<unknown>;
