const MAX_NAME = 100;

/** Characters that no one sees, that reorder the text around them, or that no text holds. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffc]/u;
/** The unseen characters that words and emoji are written with, where they stand as they have to. */
const JOINERS = new RegExp(
  [
    String.raw`(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])`,
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
    String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?<=[\d#*])\ufe0f(?=\u20e3)`,
  ].join('|'),
  'gu',
);
/** Latin letters never need a joiner: between them it only makes two equal names differ. */
const LATIN_JOINED = /\p{Script=Latin}\p{M}*[\u200c\u200d]|[\u200c\u200d]\p{Script=Latin}/u;
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

/** What is wrong with such a name; undefined when it is valid. `max`: its most characters. */
export function faultOfName(text: string, max = MAX_NAME): string | undefined {
  if (text.length > max * 4) return tooLong(max);
  const fault = faultOfLine(text);
  if (fault !== undefined) return fault;
  const { length } = nameOf(text);
  return length === 0 || length > max ? tooLong(max) : undefined;
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
  const unseen = LATIN_JOINED.exec(text) ?? UNSEEN.exec(text.replace(JOINERS, ''));
  if (unseen) return `Leave out characters that cannot be seen, such as ${codePointIn(unseen[0])}.`;
  return HEAP_OF_MARKS.test(text) ? 'Write at most 8 marks on one letter.' : undefined;
}

function tooLong(max: number): string {
  return `Write 1 to ${max} characters.`;
}

/** The last character of the text that is not a letter, as `U+200B`. */
function codePointIn(text: string): string {
  const character = [...text].findLast((one) => !/\p{L}/u.test(one)) ?? text;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
