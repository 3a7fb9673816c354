import type { Page } from '../terminal/page.ts';
import { printable, shorten, tail, widthOf } from '../terminal/text.ts';
import type { DebateEvent, TurnText } from './debate-event.ts';
import { participantColour, type Scene } from './scene.ts';

/** The end of a turn that is being written. */
interface Draft extends Pick<TurnText, 'kind' | 'round' | 'attempt'> {
  /** Where its next piece begins. */
  readonly end: number;
  readonly text: string;
}

/** What is being written at the moment, by speaker, and in which phase. */
export interface Drafts {
  readonly phase: Pick<TurnText, 'kind' | 'round'> | null;
  readonly bySpeaker: ReadonlyMap<string, Draft>;
}

export const NO_DRAFTS: Drafts = { phase: null, bySpeaker: new Map() };

/** More than fits a line, in UTF-16 code units. */
const MAX_KEPT = 600;
/** More of it than this leaves too little room for the text. */
const WIDEST_NAME = 28;
const INDENT = 2;

/** The drafts with one more piece. A piece that does not continue what there is takes its place. */
export function draftsWith({ phase, bySpeaker }: Drafts, piece: TurnText): Drafts {
  const { participantId, kind, round, attempt, offset } = piece;
  const draft = bySpeaker.get(participantId);
  const continues = draft && isSameTurn(draft, piece) && draft.attempt === attempt && draft.end === offset;
  const before = continues ? draft.text : offset > 0 ? '…' : '';
  const next = { kind, round, attempt, end: offset + piece.text.length, text: endOf(before + piece.text) };
  return { phase, bySpeaker: new Map(bySpeaker).set(participantId, next) };
}

/** The drafts once the event has happened: what it finishes is no draft any more. */
export function draftsAfter(drafts: Drafts, event: DebateEvent): Drafts {
  if ('turn' in event) return without(drafts, event.turn.participantId);
  switch (event.__typename) {
    case 'PhaseStarted':
      return {
        phase: event,
        bySpeaker: new Map([...drafts.bySpeaker].filter(([, draft]) => isSameTurn(draft, event))),
      };
    case 'AgentFailed':
      return without(drafts, event.failure.participantId);
    // Whoever goes on asks anew.
    case 'RunResumed':
      return { ...drafts, bySpeaker: new Map() };
    case 'DebateEnded':
      return NO_DRAFTS;
    default:
      return drafts;
  }
}

/** A line for each of those who write, at most so many: the name, and the end of the text as far as it fits. */
export function draftLines({ phase, bySpeaker }: Drafts, scene: Scene, page: Page, most: number): string[] {
  return scene.awaited
    .flatMap((id) => {
      const draft = bySpeaker.get(id);
      // A piece may come before its phase is known, or after its turn is.
      return draft && phase && isSameTurn(draft, phase) ? [draftLine(id, draft, scene, page)] : [];
    })
    .slice(0, Math.max(0, most));
}

function draftLine(id: string, { text }: Draft, scene: Scene, page: Page): string {
  // A terminal wraps a line that reaches its last column.
  const room = page.width - INDENT - 1;
  const name = shorten(scene.participants.get(id) ?? printable(id), Math.min(WIDEST_NAME, room));
  const rest = room - widthOf(name) - 1;
  const shown = rest < 4 ? '' : ` ${page.paint('dim', text === '' ? shorten('begins anew', rest) : tail(text, rest))}`;
  return `${' '.repeat(INDENT)}${page.paint(participantColour(scene, id), name)}${shown}`;
}

function without({ phase, bySpeaker }: Drafts, id: string): Drafts {
  return { phase, bySpeaker: new Map([...bySpeaker].filter(([speaker]) => speaker !== id)) };
}

function isSameTurn(one: Pick<TurnText, 'kind' | 'round'>, other: Pick<TurnText, 'kind' | 'round'>): boolean {
  return one.kind === other.kind && one.round === other.round;
}

/** The end of the text, without half a character at its start. */
function endOf(text: string): string {
  return text.length <= MAX_KEPT ? text : text.slice(-MAX_KEPT).replace(/^[\udc00-\udfff]/, '');
}
