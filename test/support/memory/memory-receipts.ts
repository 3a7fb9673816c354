import type { KnownKey, ReceiptStore } from '../../../src/domain/receipts/ports.ts';
import type { SignedReceipt } from '../../../src/domain/receipts/receipt.ts';
import type { PublicKey } from '../../../src/domain/receipts/receipt-key.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { MemoryDatabase } from './memory-database.ts';

type KeyRow = KnownKey & { readonly origin: string };

/** Receipts and their keys, in memory. */
export class MemoryReceiptStore implements ReceiptStore {
  private readonly clock: Clock;
  private readonly database: MemoryDatabase;
  private readonly receipts: Map<string, SignedReceipt>;
  private readonly keyRows: Map<string, KeyRow>;

  constructor(clock: Clock, database = new MemoryDatabase()) {
    this.clock = clock;
    this.database = database;
    this.receipts = database.table();
    this.keyRows = database.table();
  }

  add(receipt: SignedReceipt, origin: string): Promise<boolean> {
    return this.database.use(() => {
      const { debateId, keyId } = receipt.header;
      this.noteKey({ keyId, publicKey: receipt.publicKey }, origin);
      if (this.receipts.has(debateId)) return false;
      this.receipts.set(debateId, structuredClone(receipt));
      return true;
    });
  }

  findById(workspaceId: string, receiptId: string): Promise<SignedReceipt | undefined> {
    return this.database.use(() => {
      const found = [...this.receipts.values()].find(({ header }) => header.receiptId === receiptId);
      return found?.header.workspaceId === workspaceId ? structuredClone(found) : undefined;
    });
  }

  findMany(workspaceId: string, debateIds: readonly string[]): Promise<readonly SignedReceipt[]> {
    return this.database.use(() =>
      [...this.receipts.values()]
        .filter(({ header }) => header.workspaceId === workspaceId && debateIds.includes(header.debateId))
        .map((receipt) => structuredClone(receipt)),
    );
  }

  erase(workspaceId: string, debateId: string): Promise<void> {
    return this.database.use(() => {
      const receipt = this.receipts.get(debateId);
      if (receipt?.header.workspaceId !== workspaceId) return;
      this.receipts.set(debateId, { ...receipt, statement: null, statementSalt: null });
    });
  }

  useKey(key: PublicKey, origin: string): Promise<void> {
    return this.database.use(() => {
      this.noteKey(key, origin);
      for (const [keyId, row] of this.keyRows) {
        if (keyId === key.keyId) this.keyRows.set(keyId, { ...row, retiredAt: null });
        else if (row.origin === origin)
          this.keyRows.set(keyId, { ...row, retiredAt: row.retiredAt ?? this.clock.now() });
      }
    });
  }

  keys(): Promise<readonly KnownKey[]> {
    return this.database.use(() => [...this.keyRows.values()].reverse().map(({ origin: _, ...key }) => key));
  }

  private noteKey({ keyId, publicKey }: PublicKey, origin: string): void {
    if (this.keyRows.has(keyId)) return;
    this.keyRows.set(keyId, { keyId, publicKey, origin, firstUsedAt: this.clock.now(), retiredAt: null });
  }
}
