import { InvalidArgumentError } from 'commander';

/** For options that are whole numbers; whether the number is in range is the server's to say. */
export function wholeNumber(text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
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
