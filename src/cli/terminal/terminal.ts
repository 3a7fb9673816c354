import { jsonText, withoutControls } from './text.ts';

/** Writes results. Outside texts in them control no terminal. */
export function print(lines: string | readonly string[]): void {
  process.stdout.write(`${shown(lines)}\n`);
}

/** Writes messages for people; never results. */
export function say(lines: string | readonly string[]): void {
  process.stderr.write(`${shown(lines)}\n`);
}

function shown(lines: string | readonly string[]): string {
  return [lines].flat().map(withoutControls).join('\n');
}

/** Writes a part of the results. Resolves when it is sent, so that the caller waits for a slow reader. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

export function printJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`);
}
