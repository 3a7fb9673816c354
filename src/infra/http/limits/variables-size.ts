import { GraphQLError } from 'graphql';

/** Most keys and list items in the variables of one operation, at every level together. */
export const MAX_VARIABLE_VALUES = 5_000;
/** Most levels of objects and lists in one variable. */
export const MAX_VARIABLE_DEPTH = 20;
/** Longest text in the variables, in characters. The longest that a field takes has 10,000. */
export const MAX_VARIABLE_TEXT = 100_000;
/** Longest name of a key, in characters. Errors name keys. */
export const MAX_VARIABLE_KEY = 256;

const TOO_MANY = `The variables hold more than ${MAX_VARIABLE_VALUES} keys and list items. Send less in one operation.`;
const TOO_LONG = `A text in the variables has more than ${MAX_VARIABLE_TEXT} characters. Send a shorter one.`;
const TOO_LONG_KEY = `A key in the variables has more than ${MAX_VARIABLE_KEY} characters. No field has such a name.`;
const TOO_DEEP = `The variables are nested deeper than ${MAX_VARIABLE_DEPTH} levels. Send them flatter.`;

/**
 * The error for variables that hold more than an operation may; undefined for others. Looks at no more values than that, and
 * at no type: it comes before anything else reads the variables. How many bytes they have is limited by each transport.
 */
export function variablesTooLarge(variables: unknown): GraphQLError | undefined {
  let level = [variables];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_VARIABLE_DEPTH && level.some(isNested)) return tooLarge(TOO_DEEP);
    const next: unknown[] = [];
    for (const value of level) {
      if (!isNested(value)) continue;
      for (const key in value) {
        if (++count > MAX_VARIABLE_VALUES) return tooLarge(TOO_MANY);
        const inner = value[key];
        const tooLong = lengthProblem(key, inner);
        if (tooLong !== undefined) return tooLarge(tooLong);
        next.push(inner);
      }
    }
    level = next;
  }
  return undefined;
}

function lengthProblem(key: string, value: unknown): string | undefined {
  if (key.length > MAX_VARIABLE_KEY) return TOO_LONG_KEY;
  return typeof value === 'string' && value.length > MAX_VARIABLE_TEXT ? TOO_LONG : undefined;
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function tooLarge(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'VARIABLES_TOO_LARGE' } });
}
