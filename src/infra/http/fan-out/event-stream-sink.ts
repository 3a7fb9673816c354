import type { ServerResponse } from 'node:http';
import type { Batch } from './batch.ts';
import type { Sink } from './sink.ts';

/** A stream of server-sent events: all who get a batch are sent the same bytes. */
export class EventStreamSink implements Sink {
  private readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  get isOpen(): boolean {
    // Node says of every answer that it is `writable`, also of one that has ended.
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

  /** Its last event's id is its cursor, which it sends when it comes again. */
  cutOff(): void {
    this.response.destroy();
  }
}
