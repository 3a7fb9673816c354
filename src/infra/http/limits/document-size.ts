import { GraphQLError, Lexer, Source, type Token, TokenKind } from 'graphql';

/** Longest document, in tokens. */
export const MAX_TOKENS = 5_000;
/** Longest document, in characters. */
export const MAX_CHARACTERS = 128 * 1024;
/** Places of errors are counted by lines, once for each error. */
export const MAX_LINES = 5_000;
/** Brackets of any kind within each other. What reads a document follows them down, one call for each. */
export const MAX_NESTING = 100;
/** Longest name, aliases included. Results repeat an alias for each item of a list. */
export const MAX_NAME = 256;

const ADVICE = 'Send its values as variables.';
const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Throws a GraphQLError for a document that is too large to be parsed and checked. Reads its tokens one after the other, so
 * that nothing of it can cost more than its length. Also throws the syntax errors that tokens alone show.
 */
export function checkDocumentSize(text: string): void {
  if (text.length > MAX_CHARACTERS) throw tooLarge(`is longer than ${MAX_CHARACTERS} characters. ${ADVICE}`);
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  // More tokens are the parser's to refuse.
  for (let count = 0; count <= MAX_TOKENS; count++) {
    const token = lexer.advance();
    if (token.kind === TokenKind.EOF) return;
    nesting += OPENING.has(token.kind) ? 1 : CLOSING.has(token.kind) ? -1 : 0;
    if (nesting > MAX_NESTING) throw tooLarge(`is nested deeper than ${MAX_NESTING} levels. Write it flatter.`);
    checkToken(token);
  }
}

function checkToken({ kind, value, line }: Token): void {
  if (line > MAX_LINES) throw tooLarge(`has more than ${MAX_LINES} lines. ${ADVICE}`);
  const isNamed = kind === TokenKind.NAME || kind === TokenKind.INT || kind === TokenKind.FLOAT;
  if (isNamed && value.length > MAX_NAME)
    throw tooLarge(`has a name or a number of more than ${MAX_NAME} characters. Write a shorter one.`);
}

function tooLarge(problem: string): GraphQLError {
  return new GraphQLError(`The document ${problem}`);
}
