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
  /** The hashes of the whole stream, in order. */
  hashes(ref: StreamRef): Promise<readonly string[]>;
  /** The newest event of the stream; undefined when there is none. */
  last(ref: StreamRef): Promise<LoggedEvent | undefined>;
  /** Erases payloads and salts of the whole stream; the events, their digests and the chain stay. */
  erase(ref: StreamRef): Promise<void>;
}

/** Where an event stands among all events of all streams and workspaces. */
export interface LogPosition {
  readonly transactionId: bigint;
  readonly position: bigint;
}

/** Before the first event. */
export const LOG_START: LogPosition = { transactionId: 0n, position: 0n };

export interface PositionedEvent {
  readonly position: LogPosition;
  readonly event: LoggedEvent;
}

/** All streams of all workspaces in one order. */
export interface EventFeed {
  /**
   * At most `limit` events behind the place. Nothing ever comes to stand before what was read once: an event is only given
   * when every transaction that began to write before its own is over. Of one stream they come by their `seq`.
   */
  after(place: LogPosition, limit: number): Promise<readonly PositionedEvent[]>;
  /** When the oldest of the events behind the place was recorded, of all that are kept by now; undefined without any. */
  oldestAfter(place: LogPosition): Promise<Date | undefined>;
}

/** How far each reactor has come in the whole log. One that was never seen stands at the start. */
export interface ReactorCheckpoints {
  /** Holds the cursor until the ambient transaction ends; undefined while another does, or while the reactor pauses. */
  take(reactor: string): Promise<LogPosition | undefined>;
  /** Holds the cursor until the ambient transaction ends, and waits for whoever does. */
  hold(reactor: string): Promise<LogPosition>;
  /** Moves a cursor that is held, in the ambient transaction; the reactor works again. */
  save(reactor: string, place: LogPosition): Promise<void>;
  /** Has the reactor pause: for `firstMs`, twice as long for each failure that follows another, at most for `longestMs`. */
  pause(reactor: string, pause: { readonly firstMs: number; readonly longestMs: number }): Promise<void>;
  /** Where it stands. */
  read(reactor: string): Promise<LogPosition>;
}

/**
 * A doorbell, nothing more: it says that a stream has moved and carries no data. A ring that is lost, late or doubled
 * does no harm.
 */
export interface EventBus {
  /** Rings, and neither fails nor waits for long. To be called once the change is kept: a ring may overtake a transaction. */
  notify(ref: StreamRef): Promise<void>;
  /** Calls back at every ring of the stream, or of every stream of the workspace when none is named, until stopped. */
  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void;
}

/**
 * Carries what is only worth having at once. A message reaches everybody who listens at that moment, on any node, or it is
 * lost; it is never doubled, and what one process sends keeps its order. Nothing of it is stored.
 */
export interface LossyChannel {
  /**
   * Sends and forgets: it returns at once, whether or not anybody hears. Throws a RangeError for a message of more than
   * `MAX_MESSAGE_BYTES`, which is a defect of the sender.
   */
  send(ref: StreamRef, message: Json): void;
  /** Calls back with every message of the stream from now on, until stopped. The callback must be quick and not throw. */
  listen(ref: StreamRef, onMessage: (message: Json) => void): () => void;
}
