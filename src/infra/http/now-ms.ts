/** `performance.now()` in whole milliseconds: V8 keeps small integers inline, and allocates any other number. */
export function nowMs(): number {
  return Math.floor(performance.now());
}
