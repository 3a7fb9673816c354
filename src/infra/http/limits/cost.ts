import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  type OperationDefinitionNode,
  validate,
} from 'graphql';
import { type ComplexityEstimator, createComplexityRule } from 'graphql-query-complexity';

/** Items of a list that does not say how many it has, as they are counted beforehand. */
const LIST_ITEMS = 5;
const MAX_PAGE = 100;
/** Of a change, beside what it answers. */
const MUTATION_POINTS = 10;
const INTROSPECTION_POINTS = 100;

/** What is asked for, ready to be counted. */
export interface Counted {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Points of a field: one for every object it may answer, none for scalars. A page has as many items as `first` or `last`
 * asks for, a list without such an argument is taken for five.
 */
const objects: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (type.name.startsWith('__')) return 0;
  if (field.name === '__schema' || field.name === '__type') return INTROSPECTION_POINTS;
  return (type.name === 'Mutation' ? MUTATION_POINTS : 0) + answered(type.name, field, args, childComplexity);
};

function answered(
  parent: string,
  { name, type }: Parameters<ComplexityEstimator>[0]['field'],
  args: Readonly<Record<string, unknown>>,
  within: number,
): number {
  const named = getNamedType(type);
  if (isLeafType(named) || named.name === 'PageInfo') return 0;
  if (named.name.endsWith('Connection')) return 1 + pageSize(args) * within;
  // How many there are was counted with the page they are on.
  if (parent.endsWith('Connection')) return name === 'edges' ? within : 1 + within;
  return (isListType(getNullableType(type)) ? LIST_ITEMS : 1) * (1 + within);
}

/** A page that is longer than allowed is refused, and costs nothing more. */
function pageSize({ first, last }: Readonly<Record<string, unknown>>): number {
  const size = Number(first ?? last ?? 0);
  return Math.min(Math.max(size, 1), MAX_PAGE);
}

export interface Cost {
  readonly points: number;
  /** Whether something could not be counted for it will not be run: a field whose argument does not fit, or all. */
  readonly isPartial: boolean;
}

/** Points of the operation, counted before it is run. */
export function costOf(schema: GraphQLSchema, { document, operation, variables }: Counted): Cost {
  const operationName = operation.name?.value;
  let points = 0;
  const counting = createComplexityRule({
    maximumComplexity: Number.POSITIVE_INFINITY,
    estimators: [objects],
    ...(operationName !== undefined && { operationName }),
    ...(variables && { variables }),
    onComplete: (counted) => {
      points = counted;
    },
  });
  // However many fields do not fit, the others are counted.
  const mistakes = validate(schema, document, [counting], { maxErrors: Number.POSITIVE_INFINITY });
  return { points, isPartial: mistakes.length > 0 };
}
