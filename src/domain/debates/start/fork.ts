import type { LoggedEvent, NewEvent } from '../../events/event.ts';
import { userError } from '../../shared/errors.ts';
import { Debate, type DebateStart } from '../debate.ts';
import { TURN_EVENTS } from '../events.ts';

/** The kinds of events that record a turn. */
export const TURN_KINDS: readonly string[] = Object.values(TURN_EVENTS);

/**
 * A debate that shares these events with its origin and continues after the last of them. The shared events keep their
 * salts, so equal digests prove that they are unchanged. Throws a `UserError` when there is no turn to continue from.
 */
export function fork(shared: readonly LoggedEvent[], start: Omit<DebateStart, 'origin'>): Debate {
  const last = shared.at(-1);
  const kinds = shared.map(({ kind }) => kind);
  if (!last || kinds.includes('verdict.reached') || kinds.includes('debate.ended')) {
    throw userError('CONFLICT', 'after: the debate was over by then. Fork it after one of its turns.', ['after']);
  }
  if (!kinds.some((kind) => TURN_KINDS.includes(kind))) {
    throw userError('CONFLICT', 'after: nothing had been said by then. Fork it after one of its turns.', ['after']);
  }
  if (shared.some(({ data }) => data === null)) throw userError('CONFLICT', 'The debate was deleted.', ['debateId']);
  const origin = { debateId: last.stream, seq: last.seq, hash: last.hash };
  return Debate.start({ ...start, origin }, shared.slice(1).map(asRecorded));
}

function asRecorded({ kind, data, salt }: LoggedEvent): NewEvent {
  return { kind, data, ...(salt !== null && { salt }) };
}
