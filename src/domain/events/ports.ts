import type { Json } from '../shared/json.ts';
import type { LoggedEvent, NewEvent } from './event.ts';

/** Names one stream of the log: a debate, say. */
export interface StreamRef {
  readonly workspaceId: string;
  readonly stream: string;
}

/** The stored events, which are the truth. Every stream is gap-free and has one writer at a time. */
export interface EventLog {
  /** Adds events after the last one of the stream, inside the ambient transaction. Throws when another writer was first. */
  append(ref: StreamRef, events: readonly NewEvent[]): Promise<readonly LoggedEvent[]>;
  /** At most `limit` events after `after`, in order. */
  read(ref: StreamRef, after: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** All events of several streams, each after the number `after`; by stream, in order. */
  readEach(starts: readonly (StreamRef & { readonly after: number })[]): Promise<readonly LoggedEvent[]>;
  /** The hashes of the whole stream, in order. */
  hashes(ref: StreamRef): Promise<readonly string[]>;
  /** The newest event of the stream; undefined when there is none. */
  last(ref: StreamRef): Promise<LoggedEvent | undefined>;
  /** Erases payloads and salts of the whole stream; the events, their digests and the chain stay. */
  erase(ref: StreamRef): Promise<void>;
}

/** The position of an event among the events of all streams and workspaces. */
export interface LogPosition {
  readonly transactionId: bigint;
  readonly position: bigint;
}

/** The position before the first event. */
export const LOG_START: LogPosition = { transactionId: 0n, position: 0n };

export interface PositionedEvent {
  readonly position: LogPosition;
  readonly event: LoggedEvent;
}

/** All streams of all workspaces in one order. */
export interface EventFeed {
  /**
   * At most `limit` events after the position. No event ever appears before one that was read already: an event is
   * returned only when every transaction that began to write before its own has ended. Events of one stream come in the
   * order of `seq`.
   */
  after(place: LogPosition, limit: number): Promise<readonly PositionedEvent[]>;
  /** When the oldest event after the position was recorded, whether it can be read yet or not; undefined without any. */
  oldestAfter(place: LogPosition): Promise<Date | undefined>;
}

/** The position up to which each reactor has processed the log. A new reactor is at the start. */
export interface ReactorCheckpoints {
  /** Locks the checkpoint until the ambient transaction ends; undefined while another holds it, or while the reactor pauses. */
  take(reactor: string): Promise<LogPosition | undefined>;
  /** Locks the checkpoint until the ambient transaction ends, after waiting for its present holder. */
  hold(reactor: string): Promise<LogPosition>;
  /** Moves a locked checkpoint, in the ambient transaction, and ends the reactor's pause. */
  save(reactor: string, place: LogPosition): Promise<void>;
  /** Pauses the reactor: for `firstMs`, doubled with each consecutive failure, at most for `longestMs`. */
  pause(reactor: string, pause: { readonly firstMs: number; readonly longestMs: number }): Promise<void>;
  /** Its checkpoint. */
  read(reactor: string): Promise<LogPosition>;
}

/** How far one reactor is behind the log. */
export interface ReactorBacklog {
  readonly reactor: string;
  /** Events after its checkpoint can be read. */
  readonly isReady: boolean;
  /** The newest event after its checkpoint cannot be read yet, because an older transaction is still open. */
  readonly isHeldBack: boolean;
  /** How long the reactor still pauses after a failure; 0 when it does not. */
  readonly pausedMs: number;
}

/** Tells which reactors have work, without taking any. */
export interface ReactorBacklogs {
  /** One backlog per name, in one statement. */
  read(reactors: readonly string[]): Promise<readonly ReactorBacklog[]>;
}

/**
 * Tells listeners that a stream has moved, and carries no data. A notification that is lost, late or doubled does no harm.
 */
export interface EventBus {
  /** Whether notifications of all processes arrive. While they do not, listeners read again on their own. */
  readonly isHearing: boolean;
  /** Never fails, and does not wait for long. Call it after the commit: a notification may overtake a transaction. */
  notify(ref: StreamRef): Promise<void>;
  /** Calls back when the stream has moved, or any stream of the workspace when none is named, until stopped. */
  listen(ref: { workspaceId: string; stream?: string }, onNotify: (ref: StreamRef) => void): () => void;
  /**
   * Calls back when any stream of any workspace has moved, until stopped; also once after an interruption in which
   * notifications may have been lost.
   */
  listenAll(onNotify: () => void): () => void;
}

/**
 * Carries messages that are only useful at once. A message reaches every listener of that moment, on any node, or it is
 * lost. It is never doubled, and the messages of one process keep their order. Nothing is stored.
 */
export interface LossyChannel {
  /**
   * Returns at once, whether or not there are listeners. Throws a RangeError for a message of more than
   * `MAX_MESSAGE_BYTES`, which is a defect of the sender.
   */
  send(ref: StreamRef, message: Json): void;
  /** Calls back with every message of the stream from now on, until stopped. The callback must be quick and must not throw. */
  listen(ref: StreamRef, onMessage: (message: Json) => void): () => void;
}
