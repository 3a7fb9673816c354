import { GraphQLError } from 'graphql';

/** Most keys and list items in the variables of one operation, at every level together. */
export const MAX_VARIABLE_VALUES = 5_000;
/** Most levels of objects and lists in one variable. */
export const MAX_VARIABLE_DEPTH = 20;

const TOO_MANY = `The variables hold more than ${MAX_VARIABLE_VALUES} keys and list items. Send less in one operation.`;
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
        next.push(value[key]);
      }
    }
    level = next;
  }
  return undefined;
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function tooLarge(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'VARIABLES_TOO_LARGE' } });
}
