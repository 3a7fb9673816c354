import { Unusable } from '../unusable.ts';

/** Characters of the end that are kept at hand. */
const TAIL = 100;

/** A text that arrives in pieces. It is joined once, because joining it for each piece costs the square of its length. */
export class Pieces {
  /** The end of the text. */
  tail = '';
  private readonly maxLength: number;
  private parts: string[] = [];
  private length = 0;

  constructor(maxLength: number) {
    this.maxLength = maxLength;
  }

  add(piece: string): void {
    this.length += piece.length;
    if (this.length > this.maxLength) throw new Unusable('TOO_LONG');
    this.parts.push(piece);
    this.tail = (this.tail + piece).slice(-TAIL);
  }

  joined(): string {
    const text = this.parts.join('');
    this.parts = [text];
    return text;
  }

  /** The whole text. The next piece begins another one. */
  taken(): string {
    const text = this.parts.join('');
    [this.parts, this.length, this.tail] = [[], 0, ''];
    return text;
  }
}
