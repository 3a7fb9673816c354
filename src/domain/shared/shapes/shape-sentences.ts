import type { z } from 'zod';

const OTHER_FORM = 'It does not have the documented form.';

/** What is wrong with a value, as a sentence for people. It repeats no value: that may be a secret. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(NOUNS[issue.expected], issue.input);
    case 'invalid_value':
      return mustBe(choice(issue.values.map(String)), issue.input);
    case 'too_big':
      return `It must ${isAmount(issue) ? 'be' : 'have'} ${issue.inclusive === false ? 'less than' : 'at most'} ${size(issue, issue.maximum)}.`;
    case 'too_small':
      return `It must ${isAmount(issue) ? 'be' : 'have'} ${issue.inclusive === false ? 'more than' : 'at least'} ${size(issue, issue.minimum)}.`;
    case 'not_multiple_of':
      return `It must be a multiple of ${issue.divisor}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? OTHER_FORM;
    case 'invalid_union':
      return oneOfSeveral(issue.errors, issue.input);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0]?.message ?? OTHER_FORM;
    default:
      return OTHER_FORM;
  }
}

function mustBe(what: string | undefined, input: unknown): string {
  if (what === undefined) return input === undefined ? 'It is missing.' : OTHER_FORM;
  return input === undefined ? `It is missing; it must be ${what}.` : `It must be ${what}.`;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  set: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  date: 'a time',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'It must be a time in UTC, such as 2027-01-31T12:00:00Z.',
  date: 'It must be a day, such as 2027-01-31.',
  url: 'It must be an address, such as https://example.org/.',
  email: 'It must be an e-mail address.',
};

/** `a, b or c`. */
function choice(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** What fits none of several shapes. They are named if each refuses the type of the whole value. */
function oneOfSeveral(branches: readonly (readonly z.core.$ZodIssue[])[], input: unknown): string {
  const nouns = branches.map(([first]) =>
    first?.code === 'invalid_type' && first.path.length === 0 ? NOUNS[first.expected] : undefined,
  );
  const named = nouns.filter((word) => word !== undefined);
  return named.length > 0 && named.length === nouns.length ? mustBe(choice([...new Set(named)]), input) : OTHER_FORM;
}

type Sized = Pick<z.core.$ZodIssueTooBig, 'origin'>;

function isAmount({ origin }: Sized): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint' || origin === 'date';
}

function size(issue: Sized, limit: number | bigint): string {
  if (isAmount(issue)) return `${limit}`;
  const unit = issue.origin === 'string' ? 'character' : 'item';
  return `${limit} ${unit}${Number(limit) === 1 ? '' : 's'}`;
}
