import type { Page } from '../terminal/page.ts';
import { printable, shorten, tail, widthOf } from '../terminal/text.ts';
import type { DebateEvent, TurnText } from './debate-event.ts';
import { participantColour, type ViewState } from './view-state.ts';

/** The last part of a turn that is still being written. */
interface Draft extends Pick<TurnText, 'kind' | 'round' | 'attempt'> {
  /** Offset of the next piece. */
  readonly end: number;
  readonly text: string;
}

/** The turns that are being written, by speaker, and their phase. */
export interface Drafts {
  readonly phase: Pick<TurnText, 'kind' | 'round'> | null;
  readonly bySpeaker: ReadonlyMap<string, Draft>;
}

export const NO_DRAFTS: Drafts = { phase: null, bySpeaker: new Map() };

/** In UTF-16 code units; more than fits on a line. */
const MAX_KEPT = 600;
/** A longer name leaves too little room for the text. */
const MAX_NAME_WIDTH = 28;
const INDENT = 2;

/** The drafts with one more piece. A piece that does not continue the speaker's draft replaces it. */
export function draftsWith({ phase, bySpeaker }: Drafts, piece: TurnText): Drafts {
  const { kind, round, attempt, offset } = piece;
  const { key } = piece.participant;
  const draft = bySpeaker.get(key);
  const continues = draft && isSameTurn(draft, piece) && draft.attempt === attempt && draft.end === offset;
  const before = continues ? draft.text : offset > 0 ? '…' : '';
  const next = { kind, round, attempt, end: offset + piece.text.length, text: endOf(before + piece.text) };
  return { phase, bySpeaker: new Map(bySpeaker).set(key, next) };
}

/** The drafts after the event, without those that it completes. */
export function draftsAfter(drafts: Drafts, event: DebateEvent): Drafts {
  if ('turn' in event) return without(drafts, event.turn.participant.key);
  switch (event.__typename) {
    case 'PhaseStarted':
      return {
        phase: event,
        bySpeaker: new Map([...drafts.bySpeaker].filter(([, draft]) => isSameTurn(draft, event))),
      };
    case 'AgentFailed':
      return without(drafts, event.failure.participant.key);
    // The new run repeats the calls.
    case 'RunResumed':
      return { ...drafts, bySpeaker: new Map() };
    case 'DebateEnded':
      return NO_DRAFTS;
    default:
      return drafts;
  }
}

/** At most `maxLines` lines, one per draft: the name of the speaker and the end of the text. */
export function draftLines({ phase, bySpeaker }: Drafts, state: ViewState, page: Page, maxLines: number): string[] {
  return state.awaited
    .flatMap((id) => {
      const draft = bySpeaker.get(id);
      // A piece may arrive before the event of its phase, or after the event of its turn.
      return draft && phase && isSameTurn(draft, phase) ? [draftLine(id, draft, state, page)] : [];
    })
    .slice(0, Math.max(0, maxLines));
}

function draftLine(id: string, { text }: Draft, state: ViewState, page: Page): string {
  // A terminal wraps a line that reaches its last column.
  const room = page.width - INDENT - 1;
  const name = shorten(state.participants.get(id) ?? printable(id), Math.min(MAX_NAME_WIDTH, room));
  const rest = room - widthOf(name) - 1;
  const shown = rest < 4 ? '' : ` ${page.paint('dim', text === '' ? shorten('starts again', rest) : tail(text, rest))}`;
  return `${' '.repeat(INDENT)}${page.paint(participantColour(state, id), name)}${shown}`;
}

function without({ phase, bySpeaker }: Drafts, id: string): Drafts {
  return { phase, bySpeaker: new Map([...bySpeaker].filter(([speaker]) => speaker !== id)) };
}

function isSameTurn(one: Pick<TurnText, 'kind' | 'round'>, other: Pick<TurnText, 'kind' | 'round'>): boolean {
  return one.kind === other.kind && one.round === other.round;
}

/** The end of the text. It does not begin with half of a surrogate pair. */
function endOf(text: string): string {
  return text.length <= MAX_KEPT ? text : text.slice(-MAX_KEPT).replace(/^[\udc00-\udfff]/, '');
}
