import { LRUCache } from 'lru-cache';
import { Batch, type Payload } from './batch.ts';

/** Events of one block. Batches for catching up end where blocks end, so that subscribers soon share them. */
export const BLOCK = 64;
const MAX_BATCH_BYTES = 64 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
const OVERHEAD_BYTES = 512;
/** Batches kept of one block: subscribers disconnected together come again with one cursor, others are soon at the end of a block. */
const MAX_BATCHES = 4;

/** `BLOCK` events of a group: those from `number * BLOCK + 1` on. */
class Block {
  bytes = OVERHEAD_BYTES;
  private readonly payloads: (Payload | undefined)[] = [];
  private readonly batches = new Map<number, Batch>();

  has(seq: number): boolean {
    return this.payloads[placeOf(seq)] !== undefined;
  }

  put(payload: Payload): void {
    if (this.has(payload.seq)) return;
    this.payloads[placeOf(payload.seq)] = payload;
    // Once by itself, once within a batch.
    this.bytes += 2 * payload.body.length + OVERHEAD_BYTES;
  }

  batchAfter(after: number, head: number): Batch | undefined {
    const payloads: Payload[] = [];
    let bytes = 0;
    for (let place = placeOf(after + 1); place < BLOCK && after + payloads.length < head; place++) {
      const payload = this.payloads[place];
      if (!payload || (bytes > 0 && bytes + payload.body.length > MAX_BATCH_BYTES)) break;
      payloads.push(payload);
      bytes += payload.body.length;
    }
    if (payloads.length === 0) return undefined;
    const kept = this.batches.get(after);
    return kept?.to === after + payloads.length ? kept : this.keep(new Batch(payloads));
  }

  private keep(batch: Batch): Batch {
    this.batches.set(batch.after, batch);
    const [oldest] = this.batches.keys();
    if (this.batches.size > MAX_BATCHES && oldest !== undefined) this.batches.delete(oldest);
    return batch;
  }
}

/** The most recently used payloads of all groups, within a fixed amount of memory. */
export class Payloads {
  private readonly blocks = new LRUCache<string, Block>({ maxSize: MAX_BYTES });

  has(group: string, seq: number): boolean {
    return this.blocks.get(keyOf(group, seq))?.has(seq) ?? false;
  }

  put(group: string, payload: Payload): void {
    const key = keyOf(group, payload.seq);
    const block = this.blocks.get(key) ?? new Block();
    block.put(payload);
    // An entry that is set again would keep its old size.
    this.blocks.delete(key);
    // A block larger than the whole cache is kept for the moment, or it could never be sent.
    this.blocks.set(key, block, { size: Math.min(block.bytes, MAX_BYTES) });
  }

  /** Payloads after `after` up to `head`, as many as are written at once; undefined when the next event is not here. */
  batchAfter(group: string, after: number, head: number): Batch | undefined {
    return this.blocks.get(keyOf(group, after + 1))?.batchAfter(after, head);
  }
}

export function blockOf(seq: number): number {
  return Math.floor((seq - 1) / BLOCK);
}

function placeOf(seq: number): number {
  return (seq - 1) % BLOCK;
}

function keyOf(group: string, seq: number): string {
  return `${group} ${blockOf(seq)}`;
}
