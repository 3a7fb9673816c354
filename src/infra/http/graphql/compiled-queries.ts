import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type SourceLocation,
  valueFromASTUntyped,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { isCompilable } from './compilable.ts';

/** Compiling costs as much as a few executions. Documents that come once are not worth it, and a client could send any number. */
const COMPILED_AT = 3;

interface Compiled {
  readonly query: CompiledQuery['query'];
  /** Default values of its variables, as a client writes them: the compiled form ignores defaults of non-null variables. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

interface Known {
  uses: number;
  /** null when it cannot be compiled; undefined until that is known. */
  compiled: Compiled | null | undefined;
}

/** Compiles and executes recurring queries. Results are those of graphql-js, letter for letter. */
export class CompiledQueries {
  /** Number of compiled operations. */
  compiled = 0;
  private readonly schema: GraphQLSchema;
  private readonly known = new WeakMap<DocumentNode, Map<string, Known>>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /**
   * undefined, with nothing executed, when the operation is not compiled or is refused before it runs. The document has been
   * validated, and is the same object whenever it is the same text.
   */
  async execute(args: Omit<ExecutionArgs, 'schema'>): Promise<ExecutionResult | undefined> {
    const { document, operationName, rootValue, contextValue, variableValues } = args;
    const compiled = this.compiledOf(document, operationName ?? '');
    if (!compiled) return undefined;
    const variables = { ...compiled.defaults, ...variableValues };
    const result = (await compiled.query(rootValue, contextValue, variables)) as ExecutionResult;
    if (!('data' in result)) return undefined;
    return result.errors ? told(result, result.errors, document) : result;
  }

  private compiledOf(document: DocumentNode, operationName: string): Compiled | null {
    const operations = this.known.get(document) ?? new Map<string, Known>();
    this.known.set(document, operations);
    const known = operations.get(operationName) ?? { uses: 0, compiled: undefined };
    operations.set(operationName, known);
    known.uses++;
    if (known.uses < COMPILED_AT) return null;
    if (known.compiled === undefined) known.compiled = this.compile(document, operationName);
    return known.compiled;
  }

  private compile(document: DocumentNode, operationName: string): Compiled | null {
    if (!isCompilable(this.schema, document, operationName)) return null;
    const compiled = compileQuery(this.schema, document, operationName || undefined);
    if (!isCompiledQuery(compiled)) return null;
    this.compiled++;
    return { query: compiled.query, defaults: defaultsOf(document, operationName) };
  }
}

function defaultsOf(document: DocumentNode, operationName: string): Readonly<Record<string, unknown>> {
  const { variableDefinitions = [] } = getOperationAST(document, operationName || null) ?? {};
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return Object.fromEntries(defaults);
}

/** The result with errors like those of graphql-js: errors of the compiled form lack nodes and positions. */
function told({ data }: ExecutionResult, errors: readonly GraphQLError[], { loc }: DocumentNode): ExecutionResult {
  const starts = [...(loc?.source.body.matchAll(/\r\n|[\n\r]/g) ?? [])].map((end) => end.index + end[0].length);
  const placeOf = ({ line, column }: SourceLocation) => (line === 1 ? 0 : (starts[line - 2] ?? 0)) + column - 1;
  return {
    errors: errors.map(({ message, path, locations, originalError }) => {
      const positions = locations?.map(placeOf);
      return new GraphQLError(message, { source: loc?.source, positions, path, originalError });
    }),
    data,
  };
}
