/** Controls, lone surrogates, and what shows nothing or turns the direction of other text. Line feeds and tabs stay. */
const HIDDEN = String.raw`(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`;

/** Scripts whose words are spelled with joiners. */
const JOINING = [
  'Arabic',
  'Syriac',
  'Nko',
  'Mongolian',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
].concat(['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar']);
const JOINED = `[${JOINING.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`;

/** One joiner or variation selector where a writing system or an emoji needs it. */
const NEEDED = [
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=${JOINED})[\u200C\u200D]`,
  String.raw`(?<=[\p{Emoji}\p{Script=Han}])[\uFE0E\uFE0F\u{E0100}-\u{E01EF}]`,
].join('|');

const ANY_HIDDEN = new RegExp(HIDDEN, 'u');
const EACH = new RegExp(`${NEEDED}|(${HIDDEN})`, 'gu');

/**
 * The text with every hidden character written out, such as `[U+202E]`: a reader sees that it is there, and it has no effect.
 * Line ends become line feeds.
 */
export function visible(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  if (!ANY_HIDDEN.test(lines)) return lines;
  return lines.replace(EACH, (found, hidden?: string) => (hidden === undefined ? found : notation(hidden)));
}

function notation(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
