import { InvalidArgumentError } from 'commander';

/** For options that are whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
}

/** For options that hold a list: 'a,b'. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

/** For options that hold one of some words, as the API spells them. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((other) => other === text.toUpperCase());
    if (word === undefined) throw new InvalidArgumentError(`Write ${words.join(', ').toLowerCase()}.`);
    return word;
  };
}

/** For options that hold a list of some words, as the API spells them. */
export function someOf<Word extends string>(...words: readonly Word[]): (text: string) => Word[] {
  return (text) => list(text).map(oneOf(...words));
}

/** For options that are an amount above 0, such as 0.25. */
export function amount(text: string): number {
  const value = Number(text);
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Write an amount above 0, such as 0.25.');
}

const MINUTE_MS = 60_000;

/** For options that are a time to come: minutes from now, or an ISO 8601 time. */
export function moment(text: string): string {
  if (/^\d{1,5}(\.\d+)?$/.test(text)) return new Date(Date.now() + Number(text) * MINUTE_MS).toISOString();
  const time = new Date(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(time.getTime())) return time.toISOString();
  throw new InvalidArgumentError('Write minutes from now, such as 10, or a time such as 2027-01-31T12:00:00Z.');
}

/** For options that are a time gone by: a day in UTC, or an ISO 8601 time. */
export function past(text: string): string {
  const time = new Date(text);
  const isTime = /^\d{4}-\d\d-\d\d(T.+(Z|[+-]\d\d:\d\d))?$/.test(text) && !Number.isNaN(time.getTime());
  // There is no 30th of February, although it can be reckoned with.
  if (isTime && (text.includes('T') || time.toISOString().startsWith(text))) return time.toISOString();
  throw new InvalidArgumentError('Write a day such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.');
}
