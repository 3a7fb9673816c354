import { eventCursor } from '../../src/domain/events/cursor.ts';
import type { LoggedEvent, NewEvent } from '../../src/domain/events/event.ts';

const WORDS = 'A table can be read by every server at any time, and a cookie cannot be taken back once it is signed. ';

/** Eight leaf fields, in a frame of about 400 bytes. */
export const QUERY = `subscription Follow($debateId: ID!, $after: String) {
  debateEvents(debateId: $debateId, after: $after) {
    __typename seq cursor at debateId
    ... on ArgumentMade { turn { participant { key } kind text } }
  }
}`;

const AT = '2026-01-01T00:00:00.000Z';
const TURN = {
  ...{ kind: 'ARGUMENT', round: 1, participantId: 'ann', at: AT, position: null, targetId: null },
  ...{ text: WORDS, evidence: [], confidence: null, citedPeer: null, reason: null, hasMore: false },
} as const;

/** Events of a running debate, as they are appended to the log. */
export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, () => ({ kind: 'argument.made', data: TURN }));
}

/** The event as it is read from the log. */
export function loggedEvent(debateId: string, seq: number): LoggedEvent {
  const place = { workspaceId: 'wsp_local', stream: debateId, seq, at: new Date(AT) };
  return { ...place, kind: 'argument.made', data: TURN, salt: '', digest: '', hash: '' };
}

/** The result that a subscriber receives for the event. */
export function resultOf(debateId: string, seq: number) {
  const { participantId: key, kind, text } = TURN;
  const event = { __typename: 'ArgumentMade', seq, cursor: eventCursor(debateId, seq), at: AT, debateId };
  return { data: { debateEvents: { ...event, turn: { participant: { key }, kind, text } } } };
}
