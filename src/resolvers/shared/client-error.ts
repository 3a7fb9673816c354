import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Unavailable, UserError } from '../../domain/shared/errors.ts';
import { withoutValues } from './without-values.ts';

/** Logs a defect. Returns the error id for the caller. */
export type ReportDefect = (error: unknown) => string;

/** The error for clients, with a stable code and without internals. The same on every transport. */
export function clientError(
  error: GraphQLFormattedError,
  thrown: unknown,
  report: ReportDefect,
): GraphQLFormattedError {
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  if (cause instanceof UserError) {
    const [first] = cause.details;
    return { ...error, message: cause.message, extensions: { code: first?.code, userErrors: cause.details } };
  }
  if (cause instanceof Unavailable) return { ...error, message: cause.message, extensions: { code: 'UNAVAILABLE' } };
  if (cause instanceof GraphQLError && !isDefect(cause, error)) return knownError(error, cause);
  const errorId = report(cause);
  const message = `Something went wrong inside the server. Tell its operator this error id: ${errorId}.`;
  return { ...error, message, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
}

/** An error of GraphQL about a value that the server returned. An error about a value of the caller has `nodes`. */
function isDefect({ nodes, extensions }: GraphQLError, { path }: GraphQLFormattedError): boolean {
  return path !== undefined && nodes === undefined && extensions.code === undefined;
}

/** An error of GraphQL itself, such as a variable of the wrong type, without internals in its extensions. */
function knownError(error: GraphQLFormattedError, cause: GraphQLError): GraphQLFormattedError {
  const { stacktrace: _stacktrace, http: _http, ...extensions } = { ...cause.extensions, ...error.extensions };
  // Apollo gives errors without a code the code of a defect. Real defects do not reach this function.
  const { code } = extensions;
  const isCoded = cause.extensions.code !== undefined || (code !== undefined && code !== 'INTERNAL_SERVER_ERROR');
  const message = withoutSuggestions(withoutValues(error.message, cause.message));
  return { ...error, message, extensions: { ...extensions, code: isCoded ? code : 'BAD_USER_INPUT' } };
}

/** Suggestions would let a caller discover the names of the schema by guessing. */
function withoutSuggestions(message: string): string {
  const at = message.indexOf(' Did you mean ');
  return at >= 0 && message.endsWith('?') ? message.slice(0, at) : message;
}
