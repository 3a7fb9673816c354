import { eventCursor, seqOf } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/event.ts';
import type { EventLog } from '../events/ports.ts';
import { type Page, type PageRequest, pageSize } from '../shared/connection.ts';
import type { Debate } from './debate.ts';

export interface EventList extends Page<LoggedEvent> {
  cursorOf(event: LoggedEvent): string;
}

/**
 * One page of the events of a debate, up to its state as it was read. The cursors are those of `Debates.follow`: following after the last event of a
 * page continues with the next event. Throws a `UserError` for a page or a cursor that is not valid.
 */
export async function listEvents(log: EventLog, debate: Debate, request: PageRequest): Promise<EventList> {
  const { id: stream, workspaceId } = debate;
  const { limit, from } = pageSize(request);
  const after = request.after == null ? 0 : seqOf(request.after, stream);
  const before = request.before == null ? Number.POSITIVE_INFINITY : seqOf(request.before, stream, 'before');
  const end = Math.min(before - 1, debate.seq);
  const start = from === 'START' ? after : Math.max(after, end - limit);
  const wanted = Math.min(limit, end - start);
  const items = wanted > 0 ? await log.read({ workspaceId, stream }, start, wanted) : [];
  return {
    items,
    hasNextPage: from === 'START' ? start + items.length < end : request.before != null,
    hasPreviousPage: from === 'START' ? request.after != null : start > after,
    cursorOf: ({ seq }) => eventCursor(stream, seq),
  };
}
