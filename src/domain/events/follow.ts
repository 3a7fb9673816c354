import { Unavailable, userError } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import { stoppable } from '../shared/stoppable.ts';
import { eventCursor } from './cursor.ts';
import type { LoggedEvent } from './event.ts';
import { Notifier } from './notifier.ts';
import type { EventBus, EventLog, StreamRef } from './ports.ts';
import type { Followed, SharedEvent, SharedStream } from './shared-stream.ts';
import { streamKey } from './stream-key.ts';

export interface FollowPorts {
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly clock: Clock;
}

export interface FollowOptions {
  /** The last event the caller has; 0 for none. */
  readonly after: number;
  /** Whether this event is the last of its stream. */
  isLast(event: LoggedEvent): boolean;
  /** Most events one read brings. */
  readonly batch: number;
}

/** The stream is read again this often without a notification: a lost one delays an event and loses nothing. */
const SAFETY_POLL_MS = 1_000;

/**
 * The events of a stream after `after`: past ones, then new ones, in order, each once, until the last one. Nothing is
 * queued for a slow reader: the next read starts at its position. While the log cannot be reached no event comes; all of
 * them come later. Throws a `UserError` (BAD_CURSOR) when `after` is ahead of the stream, and `Unavailable` when that cannot
 * be checked.
 */
export function follow(ports: FollowPorts, ref: StreamRef, options: FollowOptions): Followed<LoggedEvent> {
  const one = stoppable((signal) => events(ports, ref, options, signal));
  return Object.assign(one, { shared: sharedStream(ports, ref, options) });
}

function sharedStream({ log, bus }: FollowPorts, ref: StreamRef, options: FollowOptions): SharedStream<LoggedEvent> {
  const shared = (event: LoggedEvent): SharedEvent<LoggedEvent> => ({
    seq: event.seq,
    cursor: eventCursor(ref.stream, event.seq),
    isLast: options.isLast(event),
    value: () => event,
  });
  return {
    key: streamKey(ref),
    after: options.after,
    read: async (after, limit) => (await log.read(ref, after, limit)).map(shared),
    last: async () => {
      const last = await log.last(ref);
      return last && shared(last);
    },
    listen: (onNotify) => bus.listen(ref, onNotify),
  };
}

async function* events(
  { log, bus, clock }: FollowPorts,
  ref: StreamRef,
  { after, isLast, batch }: FollowOptions,
  signal: AbortSignal,
): AsyncGenerator<LoggedEvent, void, undefined> {
  const notifier = new Notifier(clock);
  const stop = bus.listen(ref, notifier.notify);
  try {
    if (await isAtEnd(log, ref, after, isLast)) return;
    let seq = after;
    while (!signal.aborted) {
      const found = await log.read(ref, seq, batch).catch(nothingWhileAway);
      for (const event of found) {
        if (event.seq !== seq + 1) throw new Error(`Event ${seq + 1} of ${ref.stream} is missing from the log.`);
        if (signal.aborted) return;
        seq = event.seq;
        yield event;
        if (isLast(event)) return;
      }
      if (found.length < batch) await notifier.wait(SAFETY_POLL_MS, signal);
    }
  } finally {
    stop();
  }
}

function nothingWhileAway(error: unknown): readonly LoggedEvent[] {
  if (error instanceof Unavailable) return [];
  throw error;
}

async function isAtEnd(log: EventLog, ref: StreamRef, after: number, isLast: FollowOptions['isLast']) {
  const last = await log.last(ref);
  if (after > (last?.seq ?? 0)) {
    throw cursorAhead();
  }
  return last !== undefined && after === last.seq && isLast(last);
}

/** The error for a cursor that is ahead of its stream. */
export function cursorAhead() {
  const message = 'This cursor is ahead of the events there are. Leave `after` out to start over.';
  return userError('BAD_CURSOR', message, ['after']);
}
