import { codePointOf } from './code-point.ts';
import { EMOJI_JOINER, HIDDEN_CLASS, JOINED } from './hidden.ts';

const MAX_NAME = 100;
const WRONG_LENGTH = `Write 1 to ${MAX_NAME} characters.`;

/** Hidden characters, blanks that are no spaces, and what stands for no character. */
const UNSEEN = new RegExp(
  `[${HIDDEN_CLASS}\\p{Noncharacter_Code_Point}\\u2800\\uFFFC\\u{13430}-\\u{13442}\\u{16FE4}\\u{1D159}]`,
  'u',
);
/** A letter, a digit, a mark of punctuation or a sign: what is seen without another character to stand on. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/**
 * The hidden characters that a name needs: joiners between letters of a script that spells with them, and those of emoji.
 * Elsewhere they only make two equal names differ.
 */
const NEEDED = new RegExp(
  [
    EMOJI_JOINER,
    String.raw`(?<=${JOINED})[\u200C\u200D](?=${JOINED})`,
    String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[\d#*])\uFE0F(?=\u20E3)`,
  ].join('|'),
  'gu',
);
/** More marks on one letter than any language writes. */
const HEAP_OF_MARKS = /\p{M}{9}/u;

/**
 * The normal form in which the name of a thing or a person is stored and compared: composed (NFC), with single spaces and
 * none at its ends.
 */
export function nameOf(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim();
}

/** What is wrong with such a name; undefined when it is valid. */
export function faultOfName(text: string): string | undefined {
  if (text.length > MAX_NAME * 4) return WRONG_LENGTH;
  const fault = faultOfLine(text);
  if (fault !== undefined) return fault;
  const { length } = nameOf(text);
  if (length === 0 || length > MAX_NAME) return WRONG_LENGTH;
  return SEEN.test(text) ? undefined : 'Write at least one letter, digit or sign.';
}

/** What makes a text impossible to store as it is; undefined when nothing does. */
export function faultOfText(text: string): string | undefined {
  if (text.includes('\0')) return 'Take the NUL character out.';
  return text.isWellFormed() ? undefined : 'Write whole characters: half of one (a lone surrogate) stands alone.';
}

/** What makes a text of one line unfit to be shown among others; undefined when nothing does. */
export function faultOfLine(text: string): string | undefined {
  if (!text.isWellFormed()) return faultOfText(text);
  if (/\p{Cc}/u.test(text)) return 'Leave out control characters.';
  const unseen = UNSEEN.exec(text.replace(NEEDED, ''));
  if (unseen) return `Leave out characters that cannot be seen, such as ${codePointOf(unseen[0])}.`;
  return HEAP_OF_MARKS.test(text) ? 'Write at most 8 marks on one letter.' : undefined;
}
