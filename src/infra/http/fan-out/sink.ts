import type { Batch } from './batch.ts';

/** The connection of one subscriber. */
export interface Sink {
  /** Whether anything written would still be read. */
  readonly isOpen: boolean;
  /** Bytes that wait in memory for the client to read them. */
  readonly unread: number;
  write(batch: Batch): void;
  /** Calls back when everything written has left this process. Never calls back when it does not. */
  whenRead(callback: () => void): void;
  /** Ends the connection of a client that does not read, and sends it the cursor to resume after. */
  cutOff(cursor: string | undefined): void;
}
