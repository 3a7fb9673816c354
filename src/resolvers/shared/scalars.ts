import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** The scalars of the API besides those of GraphQL. Each names the specification of its text. */
export const DateTime = described(GraphQLDateTimeISO, {
  name: 'DateTime',
  description: 'A point in time in UTC with milliseconds, such as `2026-11-30T19:48:34.123Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
});

export const LocalDate = described(GraphQLLocalDate, {
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

function described(
  scalar: GraphQLScalarType,
  words: { readonly name: string; readonly description: string; readonly specifiedByURL: string },
): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), ...words });
}
