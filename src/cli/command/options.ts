import { InvalidArgumentError } from 'commander';

/** Parses a whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
  };
}

/** Parses a list: 'a,b'. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

/** Parses one of the words, which are spelled as in the API. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((other) => other === text.toUpperCase());
    if (word === undefined) throw new InvalidArgumentError(`Write ${words.join(', ').toLowerCase()}.`);
    return word;
  };
}

/** Parses a list of the words, which are spelled as in the API. */
export function someOf<Word extends string>(...words: readonly Word[]): (text: string) => Word[] {
  return (text) => list(text).map(oneOf(...words));
}

/** Parses an amount above 0, such as 0.25. */
export function amount(text: string): number {
  const value = Number(text);
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Write an amount above 0, such as 0.25.');
}

const MINUTE_MS = 60_000;

/** Parses a time in the future: minutes from now, or an ISO 8601 time. */
export function futureTime(text: string): string {
  if (/^\d{1,5}(\.\d+)?$/.test(text)) return new Date(Date.now() + Number(text) * MINUTE_MS).toISOString();
  const time = new Date(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(time.getTime())) return time.toISOString();
  throw new InvalidArgumentError('Write minutes from now, such as 10, or a time such as 2027-01-31T12:00:00Z.');
}

/** Parses a time in the past: a day in UTC, or an ISO 8601 time. */
export function pastTime(text: string): string {
  const time = new Date(text);
  const isTime = /^\d{4}-\d\d-\d\d(T.+(Z|[+-]\d\d:\d\d))?$/.test(text) && !Number.isNaN(time.getTime());
  // `Date` accepts the 30th of February and turns it into a day in March.
  if (isTime && (text.includes('T') || time.toISOString().startsWith(text))) return time.toISOString();
  throw new InvalidArgumentError('Write a day such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.');
}
