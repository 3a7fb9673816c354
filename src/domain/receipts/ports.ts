import type { Actor } from '../access/actor.ts';
import type { AuditedAction } from '../audit/audit-entry.ts';
import type { Debate } from '../debates/debate.ts';
import type { SignedReceipt } from './receipt.ts';
import type { PublicKey, SigningKey } from './receipt-key.ts';

/** Where a key comes from: of keys with the same origin one is in use at a time. */
export interface KeyInUse extends SigningKey {
  readonly origin: string;
}

/** The key this process signs with. */
export interface KeyRing {
  current(): Promise<KeyInUse>;
  /** Puts a new key in its place, for every process that has it from there. Throws a `Refusal` (CONFLICT) where it cannot. */
  rotate(): Promise<KeyInUse>;
}

/** A public key that receipts were signed with. */
export interface KnownKey extends PublicKey {
  readonly firstUsedAt: Date;
  /** null while it is in use. */
  readonly retiredAt: Date | null;
}

/** Keeps receipts and the keys they are checked by. */
export interface ReceiptStore {
  /** Keeps the receipt of a debate and its key. One that is there already stays; false then. */
  add(receipt: SignedReceipt, origin: string): Promise<boolean>;
  find(workspaceId: string, debateId: string): Promise<SignedReceipt | undefined>;
  /** Erases statement and salt; header and signature stay. */
  erase(workspaceId: string, debateId: string): Promise<void>;
  /** Notes that the key is in use and that the others of its origin are not any more. */
  useKey(key: PublicKey, origin: string): Promise<void>;
  /** Every key that was ever used, the newest first. */
  keys(): Promise<readonly KnownKey[]>;
}

/** A debate of the workspace; undefined when it has none with this id. */
export type FindDebate = (workspaceId: string, debateId: string) => Promise<Debate | undefined>;

/** Records in the audit log what somebody did to the keys, in the ambient transaction, as its last write. */
export type RecordAction = (by: Pick<Actor, 'userId' | 'workspaceId'>, action: AuditedAction) => Promise<unknown>;
