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
