import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';

/** White space after a complete object that shows that nothing else follows, in characters. */
const MUCH_SPACE = 256;

/** Whether a text ends with a complete object, with or without a code fence. */
export function endsWithObject(text: string): boolean {
  const bare = text.trimEnd().replace(/\s*```$/, '');
  return bare.endsWith('}') && bare.endsWith(objectsIn(bare).at(-1)?.source ?? '\n');
}

/** Tells when a text that arrives in pieces has ended, because much white space follows a complete object. */
export class TrailingSpace {
  private spaces = 0;

  /** `text`: everything until now, with the piece at its end. */
  isEnd(text: string, piece: string): boolean {
    const bare = piece.trimEnd().length;
    const before = this.spaces;
    this.spaces = bare > 0 ? piece.length - bare : before + piece.length;
    // A text that only continues with white space is read once.
    return this.spaces >= MUCH_SPACE && (bare > 0 || before < MUCH_SPACE) && endsWithObject(text);
  }
}
