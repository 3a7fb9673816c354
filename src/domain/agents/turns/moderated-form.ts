import type { Participant } from '../../debates/participant.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { BARE_DRAFT, type Draft } from './draft.ts';
import { optionNamed } from './option-named.ts';
import { type RulingWords, readRuling } from './ruling-form.ts';

/** Reads the text of a side. It stays unchanged, and any text is accepted. */
export function readSide(text: string, ask: TurnRequest): Draft {
  const { kind, isOpen } = ask;
  const isAnswer = isOpen && kind === 'PROPOSAL';
  return { ...BARE_DRAFT, position: optionInFirstLine(text, ask), ...(isAnswer && { openAnswer: text }) };
}

/** Reads the text of a moderator. Text that is unreadable, or without an answer and a side, leaves the debate open. */
export function readModeration(text: string, shown: string, ask: TurnRequest): Draft {
  const ruling = readRuling(text, shown);
  if (ruling?.preference !== true) return ruled(ruling, false, ask);
  const decided = ruled(ruling, true, ask);
  return decides(decided, ask) ? decided : ruled(ruling, false, ask);
}

/** Reads the decision of a judge. Throws an Error that says what to write when it contains no decision. */
export function readDecision(text: string, shown: string, ask: TurnRequest): Draft {
  const ruling = readRuling(text, shown);
  if (ruling === null)
    throw new Error('Write one JSON object with the keys "Reason", "Supported Side" and "Correct Answer".');
  const draft = ruled(ruling, true, ask);
  if (decides(draft, ask)) return draft;
  const ids = ask.decision.options.map(({ id }) => id).join(', ');
  throw new Error(`Correct Answer: write ${ask.isOpen ? 'the answer itself' : `the id of an option (${ids})`} here.`);
}

/** Whether the draft names an option or, for an open question, an answer. */
function decides({ position, ruling }: Draft, { isOpen }: TurnRequest): boolean {
  return position !== null || (isOpen && ruling?.answer != null);
}

function ruled(ruling: RulingWords | null, isFinal: boolean, ask: TurnRequest): Draft {
  const side = ask.participants.find(({ role }) => role === ruling?.side) ?? null;
  const answer = isFinal ? (ruling?.answer ?? null) : null;
  return {
    ...BARE_DRAFT,
    position: isFinal ? positionOf(answer, side, ask) : null,
    reason: ruling?.reason ?? null,
    ruling: { isFinal, side: isFinal ? (side?.id ?? null) : null, answer },
  };
}

/**
 * The named option, otherwise the option that the supported side holds. The answer to an open question is its text, so
 * it has no option.
 */
function positionOf(answer: string | null, side: Participant | null, ask: TurnRequest): string | null {
  if (answer !== null && ask.isOpen) return null;
  const named = answer === null ? null : optionNamed(ask, answer);
  if (named !== null) return named;
  const held = ask.heard.findLast(({ participantId, position }) => participantId === side?.id && position !== null);
  return held?.position ?? null;
}

function optionInFirstLine(text: string, ask: TurnRequest): string | null {
  const words = /^[*_#\s]*answer[*_]*\s*:[*_\s]*(.+)/i.exec(text)?.[1];
  return words === undefined ? null : optionNamed(ask, words);
}
