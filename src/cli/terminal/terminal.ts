/** Writes lines of results. */
export function print(lines: string | readonly string[]): void {
  process.stdout.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Writes lines for whoever watches; never results. */
export function say(lines: string | readonly string[]): void {
  process.stderr.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Writes a part of the results; resolves once it is on its way, so that a slow reader is waited for. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
