import type { ShapeMistake } from '../../app/app.ts';
import type { ApiError } from '../server/api.ts';
import { plural } from '../terminal/text.ts';
import { CommandFailure } from './failure.ts';

/** An error in the input of a mutation. */
export interface Mistake {
  /** Path from the mutation's `input`; empty if the mistake concerns the whole input. */
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * A user error of the API, without the path at the start of its message: the command shows the place in the file instead.
 */
export function fromUserError({ field, message }: { field: readonly string[]; message: string }): Mistake {
  const starts = field.map((_, index) => `${field.slice(index).join('.')}: `);
  const start = starts.find((prefix) => message.startsWith(prefix)) ?? '';
  return { path: field, message: message.slice(start.length) };
}

/** The part of a payload that tells what the caller can correct. */
export interface Rejected {
  readonly userErrors: readonly { readonly message: string }[];
  /** Number of user errors that the server left out. */
  readonly userErrorsOmitted: number;
}

/** The user errors without the last one of too many, which only says how many are left out. */
export function listedErrors<T>({
  userErrors,
  userErrorsOmitted,
}: { userErrors: readonly T[] } & Rejected): readonly T[] {
  return userErrorsOmitted > 0 ? userErrors.slice(0, -1) : userErrors;
}

/** The failure of a mutation with user errors: one line for each. */
export function failureOf(rejected: Rejected): CommandFailure {
  const lines = [...listedErrors(rejected).map(({ message }) => message), ...omittedLine(rejected.userErrorsOmitted)];
  return new CommandFailure(lines.join('\n'));
}

/** A line for the mistakes that the server left out. No line when it left out none. */
export function omittedLine(count: number): readonly string[] {
  return count === 0 ? [] : [`… and ${plural(count, 'more mistake')}`];
}

// Variable "$input" got invalid value at "input.decision.options[0].label"; String cannot represent …
const INVALID_VALUE = /^Variable "\$input" got invalid value[\s\S]*? at "input([^"]*)"; ([\s\S]*)$/;

/** A GraphQL error about a variable that does not fit the schema, in the terms of a decision file. */
export function fromVariableError({ message }: ApiError): Mistake | undefined {
  const [, path = '', problem] = INVALID_VALUE.exec(message) ?? [];
  if (problem === undefined) return undefined;
  const segments = path.split(/[.[\]]+/).filter(Boolean);
  const [field] = /(?<=^Field ")[^"]+/.exec(problem) ?? [];
  return { path: field === undefined ? segments : [...segments, field], message: reword(problem) };
}

const MISSING = 'This is missing.';
const UNKNOWN_KEY = 'This key is unknown here.';
const MAPPING = 'Write a mapping here, lines of `key: value`.';
const STANCE = 'Write `for` or `against`.';
const TEXT = 'Write text here; put quotes around it.';

const SHAPES: Readonly<Record<string, string>> = {
  'It must be a list.': 'Write a list here: lines that begin with `- `, or `[a, b]`.',
  'It must be an object.': MAPPING,
  'It must be text.': TEXT,
  'Write for or against.': STANCE,
};

/** A mistake of form in the terms of a decision file. */
export function fromShapeMistake({ path, message, isUnknownKey }: ShapeMistake, isMissing: boolean): Mistake {
  if (isUnknownKey) return { path, message: UNKNOWN_KEY };
  return { path, message: isMissing ? MISSING : (SHAPES[message] ?? message) };
}

const REWORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Field "([^"]+)" of required type .* was not provided\.$/s, MISSING],
  [/^Field "([^"]+)" is not defined by type "[^"]+"\.( Did you mean .*)?$/s, `${UNKNOWN_KEY}$2`],
  [/^Expected non-nullable type .* not to be null\.$/s, 'Write a value here.'],
  [/^Expected type "[^"]+" to be an object\.$/s, MAPPING],
  [/^It is no value of "Stance".*$|^Enum "Stance" cannot represent.*$/s, STANCE],
  [/^String cannot represent a non string value\.$/, TEXT],
  [/^Float cannot represent non numeric value\.$/, 'Write a number here.'],
  [/^ID cannot represent value\.$/, 'Write an id here.'],
];

function reword(problem: string): string {
  const found = REWORDINGS.find(([pattern]) => pattern.test(problem));
  return found ? problem.replace(found[0], found[1]) : problem;
}
