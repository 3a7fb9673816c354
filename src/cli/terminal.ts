/** Writes lines of results. */
export function print(lines: string | readonly string[]): void {
  process.stdout.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Writes lines for whoever watches; never results. */
export function say(lines: string | readonly string[]): void {
  process.stderr.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
