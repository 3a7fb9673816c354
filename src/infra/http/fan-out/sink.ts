import type { Batch } from './batch.ts';

/** The connection of one member of a group. */
export interface Sink {
  /** Whether anything written would still be read. */
  readonly isOpen: boolean;
  /** Bytes that wait in memory for the client to read them. */
  readonly unread: number;
  write(batch: Batch): void;
  /** Calls back when all that was written has left this process, or never when it does not. */
  whenRead(callback: () => void): void;
  /** Ends the connection of a client that does not read, and tells it, should it read after all, where to go on. */
  cutOff(cursor: string | undefined): void;
}
