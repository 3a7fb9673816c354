import { buildSchema, GraphQLError, type GraphQLScalarType, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, it } from 'vitest';
import { withoutValues } from '../../../src/resolvers/shared/without-values.ts';

const schema = buildSchema(`
  scalar Day
  enum Order { NEWEST OLDEST }
  input SignIn { email: String!, password: String!, code: Int, day: Day, order: Order, id: ID, yes: Boolean, at: Float }
  type Query { signIn(input: SignIn!): Int }
`);
const refuse = (value: unknown) => {
  throw new GraphQLError(`Day cannot represent an invalid day ${JSON.stringify(value)}.`);
};
Object.assign(schema.getType('Day') as GraphQLScalarType, { parseValue: refuse, parseLiteral: refuse });

/** A password with all texts that GraphQL puts around values. */
const SECRET = 'hush; "at" Did you mean "x"? {}, found y at "input.z"';

function ofDocument(query: string): string {
  try {
    return validate(schema, parse(query))
      .map(({ message }) => withoutValues(message, message))
      .join('\n');
  } catch (error) {
    return withoutValues((error as Error).message, (error as Error).message);
  }
}

function ofVariables(input: unknown): string {
  const [definition] = parse('query ($input: SignIn!) { signIn(input: $input) }').definitions;
  if (definition?.kind !== 'OperationDefinition') throw new Error('There is no operation.');
  const { errors = [] } = getVariableValues(schema, definition.variableDefinitions ?? [], { input });
  return errors.map(({ message, originalError }) => withoutValues(message, originalError?.message ?? '')).join('\n');
}

const AT = 'Variable "$input" got invalid value at';
const whole = { email: 'ann@example.org', password: SECRET };

describe('an error in variables is returned without the value', () => {
  it.each([
    [{ ...whole, password: [SECRET] }, `${AT} "input.password"; String cannot represent a non string value.`],
    [{ ...whole, code: SECRET }, `${AT} "input.code"; Int cannot represent non-integer value.`],
    [{ ...whole, at: SECRET }, `${AT} "input.at"; Float cannot represent non numeric value.`],
    [{ ...whole, yes: SECRET }, `${AT} "input.yes"; Boolean cannot represent a non boolean value.`],
    [{ ...whole, id: [SECRET] }, `${AT} "input.id"; ID cannot represent value.`],
    [{ ...whole, order: SECRET }, `${AT} "input.order"; It is no value of "Order".`],
    [
      { ...whole, order: 'NEWST' },
      `${AT} "input.order"; It is no value of "Order". Did you mean the enum value "NEWEST"?`,
    ],
    [{ ...whole, order: [SECRET] }, `${AT} "input.order"; Enum "Order" cannot represent non-string value.`],
    [{ ...whole, day: SECRET }, `${AT} "input.day"; Day cannot represent this value.`],
    [
      { password: SECRET },
      'Variable "$input" got invalid value; Field "email" of required type "String!" was not provided.',
    ],
    [SECRET, 'Variable "$input" got invalid value; Expected type "SignIn" to be an object.'],
    [
      { ...whole, pasword: SECRET },
      'Variable "$input" got invalid value; Field "pasword" is not defined by type "SignIn". Did you mean "password"?',
    ],
    [{ ...whole, [SECRET]: 1 }, 'Variable "$input" got invalid value; Field "…" is not defined by type "SignIn".'],
  ])('%j', (input, message) => {
    expect(ofVariables(input)).toBe(message);
  });
});

describe('an error in a document is returned without the value', () => {
  const literal = JSON.stringify(SECRET);
  const signIn = (fields: string) => `{ signIn(input: {email: "a", password: "b", ${fields}}) }`;

  it.each([
    [signIn(`code: ${literal}`), 'Int cannot represent non-integer value.'],
    [signIn('code: hunter2'), 'Int cannot represent non-integer value.'],
    [signIn(`order: ${literal}`), 'Enum "Order" cannot represent non-enum value.'],
    [signIn('order: hunter2'), 'It is no value of "Order".'],
    [signIn('order: "NEWEST"'), 'Enum "Order" cannot represent non-enum value. Did you mean the enum value "NEWEST"?'],
    [signIn(`day: ${literal}`), 'Day cannot represent this value.'],
    [`{ signIn(input: ${literal}) }`, 'Expected value of type "SignIn!".'],
    [`{ signIn(input: hunter2) }`, 'Expected value of type "SignIn!".'],
    ['{ signIn(input: {email hunter2}) }', 'Syntax Error: Expected ":", found Name.'],
    [`{ signIn ${literal}`, 'Syntax Error: Expected Name, found String.'],
    ['hunter2', 'Syntax Error: Unexpected Name.'],
    ['{ signin }', 'Cannot query field "signin" on type "Query". Did you mean "signIn"?'],
  ])('%s', (query, message) => {
    expect(ofDocument(query)).toBe(message);
  });
});

it('an unknown operation name is returned, a text that is no name is not', () => {
  const named = (name: string) => `Unknown operation named "${name}".`;
  expect(withoutValues(named('Debats'), '')).toBe(named('Debats'));
  expect(withoutValues(named(SECRET), '')).toBe(named('…'));
});

it('a value full of texts like suggestions takes linear time', () => {
  const cpuMs = (times: number) => {
    const value = ' Did you mean "a"'.repeat(times);
    const reason = `Int cannot represent non-integer value: "${value}"`;
    const message = `Variable "$input" got invalid value at "input.code"; ${reason}`;
    const runs = Array.from({ length: 7 }, () => {
      const before = process.cpuUsage();
      const text = withoutValues(message, reason);
      const { user, system } = process.cpuUsage(before);
      expect(text).toBe('Variable "$input" got invalid value at "input.code"; Int cannot represent non-integer value.');
      return (user + system) / 1_000;
    });
    return runs.toSorted((one, other) => one - other)[3] ?? 0;
  };
  // With sixteen times the length it once took 250 times as long.
  expect(cpuMs(8_000)).toBeLessThan(50 * Math.max(cpuMs(500), 1));
});
