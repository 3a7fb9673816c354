import { z } from 'zod';
import { closest } from './closest.ts';

/** A zod type that reads the text of an environment variable. Its description says what is allowed. */
export type ValueType<T> = z.ZodType<T, string>;

/** Why a text was refused, and the text to write instead, if known. */
export class Rejected {
  constructor(
    readonly reason: string,
    readonly instead?: string,
  ) {}
}

/** Builds a type from `read`, which returns the value or a `Rejected`. `allowed` completes the sentence "allowed is …". */
export function valueType<T>(allowed: string, read: (text: string) => T | Rejected): ValueType<T> {
  return z
    .string()
    .transform((text, context): T => {
      const value = read(text);
      if (!(value instanceof Rejected)) return value;
      context.addIssue({ code: 'custom', message: value.reason, params: { instead: value.instead } });
      return z.NEVER;
    })
    .describe(allowed);
}

export function text(allowed: string): ValueType<string> {
  return valueType(allowed, (value) => value);
}

/** A whole number from `min` to `max`. `unit` is only for the description. */
export function wholeNumber(min: number, max: number, unit?: string): ValueType<number> {
  const allowed = `a whole number${unit ? ` of ${unit}` : ''} from ${min} to ${max}`;
  return valueType(allowed, (value) => {
    if (!/^\d+$/.test(value)) return new Rejected('it is not a whole number');
    const number = Number(value);
    if (number < min) return new Rejected('it is too small', String(min));
    return number > max ? new Rejected('it is too large', String(max)) : number;
  });
}

/** US dollars from `min` to `max`, with a decimal point. */
export function amountOfMoney(min: number, max: number): ValueType<number> {
  return valueType(`US dollars from ${min} to ${max}, such as 0.50`, (value) => {
    if (!/^\d+(\.\d+)?$/.test(value)) return new Rejected('it is not an amount');
    const amount = Number(value);
    if (amount < min) return new Rejected('it is too small', String(min));
    return amount > max ? new Rejected('it is too large', String(max)) : amount;
  });
}

/** 32 secret bytes: 64 hexadecimal digits, or base64. */
export function secretKey(): ValueType<Uint8Array> {
  return valueType('32 bytes, as 64 hexadecimal digits or in base64', (value) => {
    if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
    const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(value) ? Buffer.from(value, 'base64') : Buffer.alloc(0);
    return bytes.length === 32 ? bytes : new Rejected('it is neither; `openssl rand -hex 32` makes one');
  });
}

/** A secret with a minimum number of characters and without spaces. */
export function secretText(shortest: number): ValueType<string> {
  return valueType(`at least ${shortest} characters without spaces`, (value) => secretOf(value, shortest));
}

/** One or more secrets, each with a minimum number of characters and without spaces and commas. */
export function secretTexts(shortest: number): ValueType<readonly string[]> {
  const allowed = `at least ${shortest} characters without spaces, or several such with commas between`;
  const list = listOf(allowed, (item) => secretOf(item, shortest));
  return list.refine((secrets) => secrets.length > 0, 'there is none in it').describe(allowed);
}

function secretOf(value: string, shortest: number): string | Rejected {
  if (/\s/.test(value)) return new Rejected('it has spaces in it');
  return value.length >= shortest ? value : new Rejected('it is too short; `openssl rand -hex 32` makes one');
}

/** A time, such as 2027-01-31T12:00:00Z. */
export function moment(): ValueType<Date> {
  return valueType('an ISO 8601 time with its zone, such as 2027-01-31T12:00:00Z', (value) => {
    const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
    const time = new Date(value);
    return isWhole && !Number.isNaN(time.getTime()) ? time : new Rejected('it is no such time');
  });
}

export function port(): ValueType<number> {
  return wholeNumber(0, 65535).describe('a port from 0 to 65535 (0: any free port)');
}

/** One of `choices`. Case does not matter. The refusal of a similar text suggests the choice. */
export function oneOf<const Choice extends string>(...choices: readonly Choice[]): ValueType<Choice> {
  return valueType(`one of ${choices.join(', ')}`, (value) => {
    const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    return found ?? new Rejected('it is none of them', nearest(value, choices));
  });
}

/** A comma separated list. `readItem` reads one item. The first refused item refuses the list. */
export function listOf<T>(allowed: string, readItem: (item: string) => T | Rejected): ValueType<readonly T[]> {
  return valueType<readonly T[]>(allowed, (value) => {
    const parts = value.split(',').map((part) => part.trim());
    const items: T[] = [];
    for (const part of parts.filter((item) => item !== '')) {
      const read = readItem(part);
      if (read instanceof Rejected)
        return new Rejected(read.reason, read.instead && replace(parts, part, read.instead));
      items.push(read);
    }
    return items;
  });
}

/** The URL in `text`, or undefined. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function replace(parts: readonly string[], wrong: string, right: string): string {
  return parts.map((part) => (part === wrong ? right : part)).join(',');
}

function nearest(value: string, choices: readonly string[]): string | undefined {
  const extended = choices.find((choice) => value.length >= 3 && choice.toLowerCase().startsWith(value.toLowerCase()));
  return extended ?? closest(value, choices);
}
