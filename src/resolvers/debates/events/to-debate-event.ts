import type { DebateEventKind } from '../../../domain/debates/events.ts';
import { eventCursor } from '../../../domain/events/cursor.ts';
import type { LoggedEvent } from '../../../domain/events/event.ts';
import { notFound } from '../../../domain/shared/errors.ts';
import type { References } from '../references.ts';
import type { DebateEvent, EventMapping, EventMappings } from './debate-event.ts';
import { RUN_EVENTS } from './run-events.ts';
import { TURN_EVENTS } from './turn-events.ts';

/** One mapping for each event kind. A kind without a mapping does not compile. */
export const EVENT_MAPPINGS: EventMappings = { ...RUN_EVENTS, ...TURN_EVENTS };

export const EVENT_TYPES = Object.values(EVENT_MAPPINGS).map(({ type }) => type);

/** Throws a `UserError` (NOT_FOUND) when the debate was deleted. */
export function toDebateEvent({ kind, data, stream, seq, at }: LoggedEvent, references: References): DebateEvent {
  // The debate was deleted while it was being read.
  if (data === null) throw notFound(stream);
  const { make } = EVENT_MAPPINGS[kind as DebateEventKind] as EventMapping<unknown>;
  return Object.assign(make(data, references.ofEvent(seq)), {
    debateId: stream,
    seq,
    at,
    cursor: eventCursor(stream, seq),
  });
}
