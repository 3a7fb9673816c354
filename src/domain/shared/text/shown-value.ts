const MAX_LENGTH = 64;

/** A value of the caller as messages repeat it: its first characters, without those that are not plain. */
export function shownValue(value: string): string {
  // Cut first: it may be as long as a request.
  return value.slice(0, MAX_LENGTH).replace(/[^\x20-\x7e]/g, '?');
}
