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
import { DEFAULT_PAGE_SIZE } from '../../../domain/shared/connection.ts';

/** Items that a list without a page size is counted with. */
const LIST_ITEMS = 5;
const MAX_PAGE = 100;
/** Points of a mutation, besides those of its result. */
const MUTATION_POINTS = 10;
const INTROSPECTION_POINTS = 100;
/** Each list of the schema that is asked for. The query of tools asks for nine, which the points above pay for. */
const SCHEMA_LIST_POINTS = 10;
/** Reading a node takes up to three statements. */
const NODE_POINTS = 3;

/** An operation whose cost is counted. */
export interface Counted {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Points of a field: one for every object it may return, none for scalars. A field that computes a text states its points. A page has as many items as `first` or `last`
 * asks for, or 20, even if only their cursors are selected; a list that has no such argument is counted with five.
 */
const objects: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (type.name.startsWith('__')) return schemaPoints(field) + childComplexity;
  if (field.name === '__schema' || field.name === '__type') return Math.max(INTROSPECTION_POINTS, childComplexity);
  return (type.name === 'Mutation' ? MUTATION_POINTS : 0) + resultPoints(type.name, field, args, childComplexity);
};

function schemaPoints({ type }: Parameters<ComplexityEstimator>[0]['field']): number {
  return isListType(getNullableType(type)) ? SCHEMA_LIST_POINTS : 0;
}

function resultPoints(
  parent: string,
  { name, type, extensions: { complexity } }: Parameters<ComplexityEstimator>[0]['field'],
  args: Readonly<Record<string, unknown>>,
  within: number,
): number {
  const named = getNamedType(type);
  if (typeof complexity === 'number') return complexity + within;
  if (isLeafType(named)) return 0;
  if (named.name === 'PageInfo') return 0;
  if (named.name.endsWith('Connection')) return 1 + pageSize(args) * Math.max(within, 1);
  // The page they are on has been counted with its number of items.
  if (parent.endsWith('Connection')) return name === 'edges' ? within : 1 + within;
  return (isListType(getNullableType(type)) ? listSize(args) : 1) * (1 + within);
}

/** `nodes(ids:)` returns as many items as it is given ids. */
function listSize({ ids }: Readonly<Record<string, unknown>>): number {
  return Array.isArray(ids) ? NODE_POINTS * Math.min(ids.length, MAX_PAGE) : LIST_ITEMS;
}

/** A page that is too long is refused when it is executed, and costs no more. */
function pageSize({ first, last }: Readonly<Record<string, unknown>>): number {
  const size = Number(first ?? last ?? DEFAULT_PAGE_SIZE);
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
  // Fields that do not fit are left out, the others are counted.
  const mistakes = validate(schema, document, [counting], { maxErrors: Number.POSITIVE_INFINITY });
  return { points, isPartial: mistakes.length > 0 };
}
