/** An event of a stream that many subscribers follow at once. */
export interface SharedEvent<T> {
  readonly seq: number;
  /** Opaque: a subscriber that has this event continues after it with this cursor. */
  readonly cursor: string;
  readonly isLast: boolean;
  /** The event as its followers get it. Throws a `UserError` (NOT_FOUND) once its payload has been erased. */
  value(): T;
}

/**
 * A followed stream in a form that lets all its followers share one reader. The holder of this value has been allowed to
 * follow the stream.
 */
export interface SharedStream<T> {
  /** Names the stream among all streams of all workspaces. */
  readonly key: string;
  /** The last event the follower has; 0 for none. */
  readonly after: number;
  /** At most `limit` events after `after`, in order and without a gap. */
  read(after: number, limit: number): Promise<readonly SharedEvent<T>[]>;
  /** The newest event; undefined when there is none. */
  last(): Promise<SharedEvent<T> | undefined>;
  /** Calls back when the stream may have moved, until stopped. Notifications can be lost, late and doubled. */
  listen(onNotify: () => void): () => void;
}

/** Events to read one by one, and the stream they are read from. */
export type Followed<T> = AsyncGenerator<T, void, undefined> & { readonly shared: SharedStream<T> };
