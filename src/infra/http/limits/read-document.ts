import { createHash } from 'node:crypto';
import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { MAX_COMPLAINTS } from '../../../domain/shared/complaints.ts';
import { costOf } from './cost.ts';
import { checkDocumentSize, MAX_TOKENS } from './document-size.ts';
import { LIMITS, SIZE_RULES } from './rules.ts';

/** Costs of one document that are kept; a page size of its own for every request is no reason to keep more. */
const MAX_COSTS = 100;
/** The last error of a document with more says that there are more. */
const MAX_ERRORS = MAX_COMPLAINTS - 1;
const MORE = 'There are more mistakes in the document. Correct these first.';
/** Longest message of one error. Messages repeat names and types of the document. */
const MAX_MESSAGE = 500;

/** Places in the document that one error names; a mistake may repeat at each token. */
const MAX_PLACES = 10;

/** A document that fits the schema, with what is known of it for every caller. */
export class ReadDocument {
  readonly document: DocumentNode;
  /** The text as it came first: one string for all that send the same. */
  readonly text: string;
  /** Whether it reads the schema. */
  readonly introspects: boolean;
  private readonly schema: GraphQLSchema;
  private readonly costs = new Map<string, number>();
  private digest: string | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, text: string) {
    this.schema = schema;
    this.text = text;
    this.document = document;
    this.introspects = asksForSchema(document);
  }

  /** The hash that trusted documents are known by. */
  get hash(): string {
    this.digest ??= hashOf(this.document);
    return this.digest;
  }

  /** Points of one of its operations; none where the variables do not fit. */
  cost(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>> | null | undefined): number {
    const key = JSON.stringify([operation.name?.value, ...countedVariables(operation, variables)]);
    const known = this.costs.get(key);
    if (known !== undefined) return known;
    const { points, isPartial } = costOf(this.schema, { document: this.document, operation, variables });
    // Not cached: variables that are not in the key may fit the next time.
    if (isPartial) return points;
    if (this.costs.size >= MAX_COSTS) this.costs.clear();
    this.costs.set(key, points);
    return points;
  }
}

/** The document, or what is wrong with it. */
export function readDocument(schema: GraphQLSchema, text: string): ReadDocument | readonly GraphQLError[] {
  try {
    checkDocumentSize(text);
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const mistakes = mistakesIn(schema, document);
    if (mistakes.length === 0) return new ReadDocument(schema, document, text);
    return mistakes.map((mistake) => coded(mistake, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

/**
 * Equal for equal documents, however they are formatted, and also when a client has added `__typename` to its selections, as
 * Apollo Client and urql do.
 */
export function hashOf(document: DocumentNode): string {
  const plain = visit(document, {
    Field: ({ name, alias }) => (name.value === '__typename' && alias === undefined ? null : undefined),
  });
  const definitions = plain.definitions.map((definition: DefinitionNode) => print(definition)).sort();
  return createHash('sha256').update(definitions.join('\n\n')).digest('hex');
}

function mistakesIn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  // Suggestions would tell names of the schema to callers that may not read it.
  const options = { hideSuggestions: true, maxErrors: MAX_ERRORS };
  const tooMuch = validate(schema, document, SIZE_RULES, options);
  const mistakes = tooMuch.length > 0 ? tooMuch : validate(schema, document, [...specifiedRules, ...LIMITS], options);
  return mistakes.length > MAX_ERRORS ? [...mistakes.slice(0, MAX_ERRORS), new GraphQLError(MORE)] : mistakes;
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') asks = true;
    },
  });
  return asks;
}

/**
 * The variables that a cost can depend on: page sizes, lengths of lists, and those that leave fields out. A variable that is
 * not given has its default, a null does not.
 */
function countedVariables(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): unknown[] {
  return variableDefinitions.flatMap(({ variable: { name }, type }) => {
    if (!variables || !Object.hasOwn(variables, name.value)) return [];
    const value = variables[name.value];
    const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    // A list costs by its length.
    if (nullable.kind === Kind.LIST_TYPE) return [[name.value, Array.isArray(value) ? value.length : typeof value]];
    return ['Int', 'Boolean'].includes(nullable.name.value) ? [[name.value, value]] : [];
  });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { source } = error;
  const nodes = error.nodes?.slice(0, MAX_PLACES);
  const positions = error.positions?.slice(0, MAX_PLACES);
  const message = error.message.length > MAX_MESSAGE ? `${error.message.slice(0, MAX_MESSAGE)}…` : error.message;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
