import type { Context } from '../context.ts';
import { type Receipt, toReceipt } from './receipt-types.ts';

/** The receipt of a debate, also of a deleted one; null while it runs and when the workspace has no such debate. */
export async function readReceiptOf(debateId: string, { receiptLoader }: Context): Promise<Receipt | null> {
  const receipt = await receiptLoader.load(debateId);
  return receipt ? toReceipt(receipt) : null;
}

/** The receipt with this id; null when the workspace has none. */
export async function readReceipt(id: string, { receipts, actor }: Context): Promise<Receipt | null> {
  const receipt = await receipts.findById(actor, id);
  return receipt ? toReceipt(receipt) : null;
}
