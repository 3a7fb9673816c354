const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The source with its comments blanked; a `//` inside a quoted text is no comment. */
export function withoutComments(source: string): string {
  return source.replace(COMMENT_OR_TEXT, (found) => (found.startsWith('/') ? ' ' : found));
}

/** The source with quoted texts emptied. Template literals stay, because they can hold code. */
export function withoutTexts(source: string): string {
  return source.replace(COMMENT_OR_TEXT, (found) => (/^['"]/.test(found) ? "''" : found));
}
