import { clearLine, cursorTo } from 'node:readline';
import { styleText } from 'node:util';
import { shorten } from './text.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** A line that moves below what is written, on a terminal; elsewhere there is none. */
export class StatusLine {
  private readonly stream: NodeJS.WriteStream;
  private text = '';
  private frame = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
  }

  /** Writes lines above the status line. */
  write(lines: readonly string[]): void {
    this.wipe();
    if (lines.length > 0) this.stream.write(`${lines.join('\n')}\n`);
    this.draw();
  }

  /** Shows the text from now on; an empty one takes the line away. */
  set(text: string): void {
    if (!this.stream.isTTY) return;
    this.wipe();
    this.text = text;
    if (text === '') {
      clearInterval(this.timer);
      this.timer = undefined;
    } else this.timer ??= setInterval(() => this.draw(), FRAME_MS).unref();
    this.draw();
  }

  private draw(): void {
    if (this.text === '') return;
    this.frame = (this.frame + 1) % FRAMES.length;
    const text = shorten(this.text, (this.stream.columns || 80) - 5);
    cursorTo(this.stream, 0);
    this.stream.write(styleText('dim', `  ${FRAMES[this.frame]} ${text}`, { stream: this.stream }));
    clearLine(this.stream, 1);
  }

  private wipe(): void {
    if (this.text === '') return;
    cursorTo(this.stream, 0);
    clearLine(this.stream, 0);
  }
}
