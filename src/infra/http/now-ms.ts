/** `performance.now()` in whole milliseconds: others would take memory of their own for each socket that keeps one. */
export function nowMs(): number {
  return Math.floor(performance.now());
}
