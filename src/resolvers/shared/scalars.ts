import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** The scalars of the API besides those of GraphQL. Each names the specification of its text. */
export const DateTime = described(ranged(GraphQLDateTimeISO), {
  name: 'DateTime',
  description: 'A point in time in UTC with milliseconds, such as `2026-11-30T19:48:34.123Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
});

export const LocalDate = described(ranged(GraphQLLocalDate), {
  name: 'LocalDate',
  description: 'A day of the calendar in UTC, such as `2026-11-30`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
});

export const SafeInt = described(GraphQLSafeInt, {
  name: 'SafeInt',
  description: 'A whole number from −(2^53 − 1) to 2^53 − 1: a count that may exceed the 32 bits of `Int`.',
  specifiedByURL: 'https://www.ecma-international.org/ecma-262/#sec-number.issafeinteger',
});

export const JSONObject = described(GraphQLJSONObject, {
  name: 'JSONObject',
  description: 'A JSON object. Its fields depend on the object that contains it.',
  specifiedByURL: 'https://www.ecma-international.org/publications/files/ECMA-ST/ECMA-404.pdf',
});

/** A time or a day that the database can hold: its year in UTC is 1 to 9999. */
function inRange<T>(value: T): T {
  const year = Number((value instanceof Date ? value.toISOString() : String(value)).match(/^([+-]?\d+)-/)?.[1]);
  if (year >= 1 && year <= 9999) return value;
  throw new GraphQLError('The year must be 1 to 9999 in UTC.');
}

function ranged(scalar: GraphQLScalarType): GraphQLScalarType {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    parseValue: (value) => inRange(parseValue(value)),
    parseLiteral: (node, variables) => inRange(parseLiteral(node, variables)),
  });
}

function described(
  scalar: GraphQLScalarType,
  words: { readonly name: string; readonly description: string; readonly specifiedByURL: string },
): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), ...words });
}
