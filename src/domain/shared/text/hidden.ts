/** Characters of a class that shows nothing or turns the direction of other text: controls, lone surrogates, ignorable ones. */
export const HIDDEN_CLASS = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB`;

/** Scripts whose words are spelled with joiners. */
const JOINING = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya'],
  ...['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'],
];

/** A letter or mark of a script with joiners. */
export const JOINED = `[${JOINING.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`;

/** The joiner between the parts of one emoji. */
export const EMOJI_JOINER = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;

/** One joiner or variation selector where a writing system or an emoji needs it. */
const NEEDED = [
  EMOJI_JOINER,
  String.raw`(?<=${JOINED})[\u200C\u200D]`,
  String.raw`(?<=[\p{Emoji}\p{Script=Han}])[\uFE0E\uFE0F\u{E0100}-\u{E01EF}]`,
].join('|');

const HIDDEN = String.raw`(?![\n\t])[${HIDDEN_CLASS}]`;
const ANY = new RegExp(HIDDEN, 'u');
const EACH = new RegExp(`${NEEDED}|(${HIDDEN})`, 'gu');
const EVERY = new RegExp(HIDDEN, 'gu');

/** The text with each hidden character replaced that no writing system needs where it stands. Line feeds and tabs stay. */
export function replaceHidden(text: string, replacement: (character: string) => string): string {
  if (!ANY.test(text)) return text;
  return text.replace(EACH, (found, hidden?: string) => (hidden === undefined ? found : replacement(hidden)));
}

/** The same for every hidden character, needed or not. */
export function replaceEveryHidden(text: string, replacement: (character: string) => string): string {
  return text.replace(EVERY, replacement);
}
