import { receiptText } from '../../src/domain/receipts/documents.ts';
import type { DocumentFormat } from '../../src/domain/shared/document-format.ts';
import type { DebatesWorld } from './debates-world.ts';

/** The receipt of a debate as its file holds it. */
export async function receiptFile(world: DebatesWorld, id: string, format: DocumentFormat = 'JSON'): Promise<string> {
  const receipt = await world.receipts.find(world.actor, id);
  if (!receipt) throw new Error(`${id} has no receipt.`);
  return (await listOf(receiptText(receipt, world.receipts.events(receipt), format))).join('');
}

export async function listOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of source) list.push(one);
  return list;
}
