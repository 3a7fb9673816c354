import type { Json } from '../shared/json.ts';
import type { LoggedEvent, NewEvent } from './event.ts';

/** Names one stream of the log: a debate, say. */
export interface StreamRef {
  readonly workspaceId: string;
  readonly stream: string;
}

/** The truth about what has happened. Every stream is gap-free and has one writer at a time. */
export interface EventLog {
  /** Adds events after the last one of the stream, inside the ambient transaction. Throws when another writer was first. */
  append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]>;
  /** At most `limit` events after `after`, in order. */
  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** The newest event of the stream; undefined when there is none. */
  last(ref: StreamRef): Promise<LoggedEvent | undefined>;
  /** Erases payloads and salts of the whole stream; the events, their digests and the chain stay. */
  erase(ref: StreamRef): Promise<void>;
}

/**
 * A doorbell, nothing more: it says that a stream has moved and carries no data. A ring that is lost, late or doubled
 * does no harm.
 */
export interface EventBus {
  /** Rings, and neither fails nor waits for long. To be called once the change is kept: a ring may overtake a transaction. */
  ring(ref: StreamRef): Promise<void>;
  /** Calls back at every ring of the stream, or of every stream of the workspace when none is named, until stopped. */
  listen(ref: { workspaceId: string; stream?: string }, onRing: (ref: StreamRef) => void): () => void;
}

/**
 * Carries what is only worth having at once. A message reaches everybody who listens at that moment, on any node, or it is
 * lost; it is never doubled, and what one process sends keeps its order. Nothing of it is stored.
 */
export interface LossyChannel {
  /**
   * Sends and forgets: it returns at once, whether or not anybody hears. Throws a RangeError for a message of more than
   * `MOST_MESSAGE_BYTES`, which is a defect of the sender.
   */
  send(ref: StreamRef, message: Json): void;
  /** Calls back with every message of the stream from now on, until stopped. The callback must be quick and not throw. */
  listen(ref: StreamRef, onMessage: (message: Json) => void): () => void;
}
