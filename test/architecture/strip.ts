const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The source with its comments blanked. A `//` inside a quoted text is not a comment. */
export function withoutComments(source: string): string {
  return source.replace(COMMENT_OR_TEXT, (found) => (found.startsWith('/') ? ' ' : found));
}

/** The source with quoted texts emptied. Template literals stay, because they can hold code. */
export function withoutTexts(source: string): string {
  return source.replace(COMMENT_OR_TEXT, (found) => (/^['"]/.test(found) ? "''" : found));
}

/** The quoted texts of one word in a source: names of kinds, states and channels. */
export function labelsOf(source: string): string[] {
  return (source.match(COMMENT_OR_TEXT) ?? []).filter((text) => /^(['"])[\w.-]+\1$/.test(text));
}

/** The comments and the quoted sentences (texts of two words and more) of a source, by line. */
export function proseOf(source: string): string[] {
  const found = source.match(COMMENT_OR_TEXT) ?? [];
  return found.filter((text) => text.startsWith('/') || /\w\s+\w/.test(text)).flatMap((text) => text.split('\n'));
}
