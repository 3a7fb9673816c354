import DataLoader from 'dataloader';
import type { SignedReceipt } from '../../domain/receipts/receipt.ts';
import type { Context } from '../context.ts';

export type ReceiptLoader = DataLoader<string, SignedReceipt | undefined>;

declare module '../context.ts' {
  interface Loaders {
    readonly receiptLoader: ReceiptLoader;
  }
}

/** Loads the receipts of the debates requested in one tick with one query. Caches nothing: a debate may end meanwhile. */
export function receiptLoader({ receipts, actor }: Context): ReceiptLoader {
  return new DataLoader((debateIds) => receipts.findMany(actor, debateIds), { cache: false });
}
