import { styleText } from 'node:util';
import { shorten, withoutControls } from './text.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

const LINE_START = '\r';
const CLEAR_REST_OF_LINE = '\x1b[K';
const CLEAR_ALL_BELOW = '\x1b[J';
const up = (lines: number) => (lines > 0 ? `\x1b[${lines}A` : '');
// Terminals disagree about the width of some characters. A wrapped line would not be cleared completely.
const unwrapped = (text: string) => `\x1b[?7l${text}\x1b[?7h`;

/** An animated line below the output of a terminal, with some static lines above it. Does nothing without a terminal. */
export class StatusLine {
  private readonly stream: NodeJS.WriteStream;
  private text = '';
  private over: readonly string[] = [];
  private isStale = false;
  /** Lines on the screen that must be cleared. */
  private drawn = 0;
  private frame = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
  }

  /** Writes lines above the status line. */
  write(lines: readonly string[]): void {
    this.put(`${this.wiped()}${lines.map((line) => `${withoutControls(line)}\n`).join('')}${this.block()}`);
  }

  /** Shows the text from now on. An empty text removes the line and the lines above it. */
  set(text: string): void {
    if (!this.stream.isTTY) return;
    this.text = text;
    if (text === '') {
      clearInterval(this.timer);
      this.timer = undefined;
      this.over = [];
    } else this.timer ??= setInterval(() => this.tick(), FRAME_MS).unref();
    this.put(`${this.wiped()}${this.block()}`);
  }

  /** Shows these lines above the text. They are drawn with the next frame only. Each must fit the width. */
  setOver(lines: readonly string[]): void {
    this.over = lines;
    this.isStale = true;
  }

  private tick(): void {
    this.frame = (this.frame + 1) % FRAMES.length;
    if (this.isStale) this.put(`${this.wiped()}${this.block()}`);
    else this.put(unwrapped(`${LINE_START}${this.line()}${CLEAR_REST_OF_LINE}`));
  }

  /** The lines below all other output. The cursor stays at their end, so that a killed process leaves them complete. */
  private block(): string {
    if (this.text === '') return '';
    this.isStale = false;
    this.drawn = this.over.length + 1;
    return unwrapped([...this.over, this.line()].join('\n'));
  }

  private wiped(): string {
    if (this.drawn === 0) return '';
    const lines = this.drawn - 1;
    this.drawn = 0;
    return `${LINE_START}${up(lines)}${CLEAR_ALL_BELOW}`;
  }

  private line(): string {
    const text = shorten(this.text, (this.stream.columns || 80) - 5);
    return styleText('dim', `  ${FRAMES[this.frame]} ${text}`, { stream: this.stream });
  }

  private put(text: string): void {
    if (text !== '') this.stream.write(text);
  }
}
