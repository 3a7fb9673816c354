/** Writes results. */
export function print(lines: string | readonly string[]): void {
  process.stdout.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Writes messages for people; never results. */
export function say(lines: string | readonly string[]): void {
  process.stderr.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Writes a part of the results. Resolves when it is sent, so that the caller waits for a slow reader. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
