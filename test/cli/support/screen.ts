import { Writable } from 'node:stream';

/** The escape sequences that this screen supports; any other one is an error. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal receives escape sequences.
const SEQUENCE = /^\x1b\[(\??\d*(?:;\d+)*)([A-Za-z])/;
const WIDE = /\p{Emoji_Presentation}|[\u4e00-\u9fff]/u;
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

/** A terminal that keeps all output, including the lines that have scrolled out at the top. */
export class Screen extends Writable {
  readonly isTTY: boolean;
  columns: number;
  rows: number;
  private readonly cells: string[][] = [[]];
  private row = 0;
  private column = 0;
  private wraps = true;

  constructor({ columns = 40, rows = 10, isTTY = true } = {}) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.isTTY = isTTY;
  }

  /** In the type that the classes of the command line accept. */
  get stream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }

  /** All lines, without trailing spaces. */
  get lines(): string[] {
    return this.cells.map((line) => line.join('').trimEnd());
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    let rest = String(chunk);
    while (rest !== '') {
      const sequence = SEQUENCE.exec(rest);
      if (sequence) this.obey(sequence[1] ?? '', sequence[2] ?? '');
      const taken = sequence?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
      if (!sequence) this.print(taken);
      rest = rest.slice(taken.length);
    }
    done();
  }

  private obey(parameters: string, command: string): void {
    const line = this.line();
    if (command === 'm') return;
    if (command === 'K') line.length = Math.min(line.length, this.column);
    else if (command === 'J') {
      line.length = Math.min(line.length, this.column);
      this.cells.length = this.row + 1;
    } else if (command === 'A') this.row = Math.max(this.top, this.row - Number(parameters || 1));
    else if (parameters === '?7') this.wraps = command === 'h';
    else throw new Error(`The screen does not know ${JSON.stringify(parameters + command)}.`);
  }

  private print(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.feed();
    else if (/\p{Cc}/u.test(character)) throw new Error(`The screen does not support ${JSON.stringify(character)}.`);
    else this.put(character);
  }

  private put(character: string): void {
    const width = NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    if (this.column + width > this.columns) {
      if (this.wraps) this.feed();
      else this.column = this.columns - width;
    }
    const line = this.line();
    while (line.length < this.column) line.push(' ');
    if (width === 0) line[this.column - 1] += character;
    else line.splice(this.column, width, character, ...Array<string>(width - 1).fill(''));
    this.column += width;
  }

  private feed(): void {
    this.row++;
    this.column = 0;
    this.line();
  }

  private line(): string[] {
    while (this.cells.length <= this.row) this.cells.push([]);
    return this.cells[this.row] as string[];
  }

  /** The first visible line: the cursor cannot go above it. */
  private get top(): number {
    return Math.max(0, this.cells.length - this.rows);
  }
}
