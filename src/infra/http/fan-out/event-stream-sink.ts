import type { ServerResponse } from 'node:http';
import type { Batch } from './batch.ts';
import type { Sink } from './sink.ts';

/** A stream of server-sent events. All readers of a batch are sent the same bytes. */
export class EventStreamSink implements Sink {
  private readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  get isOpen(): boolean {
    // `writable` is true for every response, even one that has ended.
    return !this.response.writableEnded && !this.response.destroyed;
  }

  get unread(): number {
    return this.response.writableLength;
  }

  write(batch: Batch): void {
    this.response.write(batch.events);
  }

  whenRead(callback: () => void): void {
    this.response.write(': \n\n', () => callback());
  }

  /** The id of the last event is the cursor, which the client sends when it reconnects. */
  cutOff(): void {
    this.response.destroy();
  }
}
