import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { MAX_COMPLAINTS } from '../../../domain/shared/complaints.ts';

const MORE = 'There may be mistakes in more variables. Correct these first.';

type Values = Readonly<Record<string, unknown>> | null | undefined;

/**
 * What does not fit in the variables: the first mistake of each, in the words of GraphQL without the values. GraphQL itself
 * writes the whole value into an error for every mistake in it, which takes the square of its size. With 50 mistakes no more
 * variables are looked at.
 */
export function variableMistakes(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Values,
): readonly GraphQLError[] {
  const mistakes: GraphQLError[] = [];
  for (const definition of variableDefinitions) {
    if (mistakes.length === MAX_COMPLAINTS) return [...mistakes.slice(0, -1), new GraphQLError(MORE)];
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    // What is no type of the schema has been refused with the document.
    const mistake = isInputType(type) && mistakeIn(definition, type, values);
    if (mistake) mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeIn(
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  values: Values,
): GraphQLError | undefined {
  const name = definition.variable.name.value;
  const mistake = (problem: string, originalError?: GraphQLError) =>
    new GraphQLError(`Variable "$${name}" ${problem}`, { nodes: definition, originalError });
  if (!values || !Object.hasOwn(values, name) || values[name] === undefined) {
    const isMissing = isNonNullType(type) && !definition.defaultValue;
    return isMissing ? mistake(`of required type "${type}" was not provided.`) : undefined;
  }
  const value = values[name];
  if (value === null) return isNonNullType(type) ? mistake(`of non-null type "${type}" must not be null.`) : undefined;
  const first = firstMistake(value, type);
  if (!first) return undefined;
  const place = first.path.length > 0 ? ` at "${name}${pathText(first.path)}"` : '';
  return mistake(`got invalid value${place}; ${first.error.message}`, first.error);
}

/** Where a value does not fit its type, and why. */
class Misfit extends Error {
  readonly path: readonly (string | number)[];
  readonly error: GraphQLError;

  constructor(path: readonly (string | number)[], error: GraphQLError) {
    super(error.message);
    this.path = path;
    this.error = error;
  }
}

function firstMistake(value: unknown, type: GraphQLInputType): Misfit | undefined {
  try {
    const stop = (path: readonly (string | number)[], _value: unknown, error: GraphQLError) => {
      throw new Misfit(path, error);
    };
    coerceInputValue(value, type, stop, true);
    return undefined;
  } catch (error) {
    if (error instanceof Misfit) return error;
    throw error;
  }
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}
