import type { ApiError } from '../server/api.ts';

/** Something wrong in the input of a mutation. */
export interface Mistake {
  /** Path from the mutation's `input`; empty when it concerns all of it. */
  readonly path: readonly string[];
  readonly message: string;
}

/** A user error of the API; its message may begin with the path, which is shown otherwise here. */
export function fromUserError({ field, message }: { field: readonly string[]; message: string }): Mistake {
  const starts = field.map((_, index) => `${field.slice(index).join('.')}: `);
  const start = starts.find((prefix) => message.startsWith(prefix)) ?? '';
  return { path: field, message: message.slice(start.length) };
}

// Variable "$input" got invalid value at "input.decision.options[0].label"; String cannot represent …
const INVALID_VALUE = /^Variable "\$input" got invalid value[\s\S]*? at "input([^"]*)"; ([\s\S]*)$/;

/** What GraphQL says of a variable that does not fit the schema, in the words of a decision file. */
export function fromVariableError({ message }: ApiError): Mistake | undefined {
  const [, path = '', problem] = INVALID_VALUE.exec(message) ?? [];
  if (problem === undefined) return undefined;
  const segments = path.split(/[.[\]]+/).filter(Boolean);
  const [field] = /(?<=^Field ")[^"]+/.exec(problem) ?? [];
  return { path: field === undefined ? segments : [...segments, field], message: reword(problem) };
}

const REWORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Field "([^"]+)" of required type .* was not provided\.$/s, 'This is missing.'],
  [/^Field "([^"]+)" is not defined by type "[^"]+"\.( Did you mean .*)?$/s, 'This is not known here.$2'],
  [/^Expected non-nullable type .* not to be null\.$/s, 'Write a value here.'],
  [/^Expected type "[^"]+" to be an object\.$/s, 'Write a mapping here, lines of `key: value`.'],
  [/^It is no value of "Stance".*$|^Enum "Stance" cannot represent.*$/s, 'Write `for` or `against`.'],
  [/^String cannot represent a non string value\.$/, 'Write text here; put quotes around it.'],
  [/^Float cannot represent non numeric value\.$/, 'Write a number here.'],
  [/^ID cannot represent value\.$/, 'Write an id here.'],
];

function reword(problem: string): string {
  const found = REWORDINGS.find(([pattern]) => pattern.test(problem));
  return found ? problem.replace(found[0], found[1]) : problem;
}
