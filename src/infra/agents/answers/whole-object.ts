import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';

/** White space after a complete object that shows that nothing else follows, in characters. */
const MUCH_SPACE = 256;

/** Texts that are read in vain before no more are read: a server could send many that only look like an object. */
const MAX_TRIES = 8;

/** Whether a text ends with a complete object, with or without a code fence. */
export function endsWithObject(text: string): boolean {
  const bare = unfenced(text);
  return bare.endsWith('}') && bare.endsWith(objectsIn(bare).at(-1)?.source ?? '\n');
}

/** The text without white space and the end of a code fence after it. */
function unfenced(text: string): string {
  const end = text.trimEnd();
  return end.endsWith('```') ? end.slice(0, -3).trimEnd() : end;
}

/** Tells when a text that arrives in pieces has ended, because much white space follows a complete object. */
export class TrailingSpace {
  private spaces = 0;
  private tries = 0;

  /** `text`: everything until now, with the piece at its end. */
  isEnd(text: string, piece: string): boolean {
    const bare = piece.trimEnd().length;
    const before = this.spaces;
    this.spaces = bare > 0 ? piece.length - bare : before + piece.length;
    // A text that only continues with white space is read once.
    if (this.spaces < MUCH_SPACE || (bare === 0 && before >= MUCH_SPACE)) return false;
    if (this.tries >= MAX_TRIES || !unfenced(text).endsWith('}')) return false;
    this.tries++;
    return endsWithObject(text);
  }
}
