import type { Batch } from '../../../../../src/infra/http/fan-out/batch.ts';
import type { Sink } from '../../../../../src/infra/http/fan-out/sink.ts';

/** A connection that is open and notes which events it was written. */
export class ToySink implements Sink {
  readonly isOpen = true;
  unread = 0;
  /** The cursors it was cut off with. */
  readonly cuts: (string | undefined)[] = [];
  readonly seqs: number[] = [];
  private read: () => void = () => {};

  write(batch: Batch): void {
    for (let seq = batch.after + 1; seq <= batch.to; seq++) this.seqs.push(seq);
  }

  whenRead(callback: () => void): void {
    this.read = callback;
  }

  cutOff(cursor: string | undefined): void {
    this.cuts.push(cursor);
  }

  /** Takes all that waits. */
  drain(): void {
    this.unread = 0;
    this.read();
  }
}
