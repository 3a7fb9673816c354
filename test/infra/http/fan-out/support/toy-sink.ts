import type { Batch } from '../../../../../src/infra/http/fan-out/batch.ts';
import type { Sink } from '../../../../../src/infra/http/fan-out/sink.ts';

/** An open connection that notes which events are written to it. */
export class ToySink implements Sink {
  readonly isOpen = true;
  unread = 0;
  /** The cursors with which it was closed. */
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

  /** Reads all waiting bytes. */
  drain(): void {
    this.unread = 0;
    this.read();
  }
}
