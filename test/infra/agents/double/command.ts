import type { ProviderId } from '../../../../src/domain/agents/provider-id.ts';
import type { FailureCode } from '../../../../src/domain/shared/call.ts';
import type { Script } from './double-server.ts';
import type { Ending, Voice } from './voice.ts';

/** Why a protocol has no such misbehaviour. */
export type NotInProtocol = string;

/** A misbehaviour of a provider, and what has to come of it. */
export interface Command {
  readonly name: string;
  /** What is asked for: words, or an answer in the form of a proposal. */
  readonly wish: 'WORDS' | 'FORM';
  /** The replies of the double. A text says why this protocol cannot misbehave so. */
  say(voice: Voice, provider: ProviderId): Script | NotInProtocol;
  readonly outcome: Outcome;
  /** Silence after which the call is given up, if that is what is tested. */
  readonly silenceMs?: number;
}

/** What has to come of a call. Fields that are left out are not looked at. */
export interface Outcome {
  /** The words of the answer, or the text of the proposal that was read from it. */
  readonly text?: string;
  /** Why the call fails. */
  readonly code?: FailureCode | readonly FailureCode[];
  readonly isEstimated?: boolean;
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
  /** What viewers saw live. */
  readonly live?: string;
  /** Requests of the call; 1 unless said otherwise. */
  readonly requests?: number;
  /** The field that the second request must not have, and one that it must have in its place. */
  readonly without?: RegExp;
  readonly withInstead?: RegExp;
  /** The caller lets go of a connection that stays open. */
  readonly isLetGo?: boolean;
  /** Bytes that the double can send at most until it is let go. */
  readonly maxSent?: number;
  /** Characters that may be kept of a failed answer. */
  readonly maxKept?: number;
  readonly message?: RegExp;
}

export const WORDS = 'One reason: réplication ✓ 🦉.';
export const DRAFT = {
  ...{ text: 'SQLite is simpler, and it is enough – déjà vu 🦉.', position: 'sqlite', confidence: 0.7 },
  ...{ reason: 'It is simpler.', cited: [], arguments: [] },
};
export const FORM = JSON.stringify(DRAFT);

export function wordsOf(wish: Command['wish']): string {
  return wish === 'FORM' ? FORM : WORDS;
}

/** What a good call brings. */
export const GOOD_WORDS: Outcome = { text: WORDS };
export const GOOD_FORM: Outcome = { text: DRAFT.text };

/** A text as a model sends it: in pieces. */
export function pieces(voice: Voice, text: string, size = 7): string {
  const characters = Array.from(text);
  let sent = '';
  for (let at = 0; at < characters.length; at += size) sent += voice.piece(characters.slice(at, at + size).join(''));
  return sent;
}

/** The end of a good answer, unless `more` changes it. */
export function goodEnd(voice: Voice, text: string, more: Partial<Ending> = {}): Ending {
  return { reason: voice.reasons.done, usage: voice.usage(11, 7), text, ...more };
}

/** A whole answer from its first event to its last but one. */
export function answerOf(voice: Voice, text: string, more: Partial<Ending> = {}): string {
  return voice.opening() + pieces(voice, text) + voice.ending(goodEnd(voice, text, more));
}

/** A whole answer, with its last event. */
export function wholeAnswer(voice: Voice, text: string, more: Partial<Ending> = {}): string {
  return answerOf(voice, text, more) + voice.last;
}
