import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Unavailable, UserError } from '../../domain/shared/errors.ts';
import { withoutValues } from './without-values.ts';

/** Tells the log about a defect; answers the id the caller is given. */
export type ReportDefect = (error: unknown) => string;

/** The error as a client may see it: a stable code, and nothing of the inside. The same on every transport. */
export function clientError(
  error: GraphQLFormattedError,
  thrown: unknown,
  report: ReportDefect,
): GraphQLFormattedError {
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  if (cause instanceof UserError) {
    const [first] = cause.details;
    return { ...error, message: cause.message, extensions: { code: first?.code, problems: cause.details } };
  }
  if (cause instanceof Unavailable) return { ...error, message: cause.message, extensions: { code: 'UNAVAILABLE' } };
  if (cause instanceof GraphQLError && !isDefect(cause, error)) return knownError(error, cause);
  const errorId = report(cause);
  const message = `Something went wrong inside the server. Tell its operator this error id: ${errorId}.`;
  return { ...error, message, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
}

/** GraphQL's own error about a value the server answered. One about a value of the caller names its place in the document. */
function isDefect({ nodes, extensions }: GraphQLError, { path }: GraphQLFormattedError): boolean {
  return path !== undefined && nodes === undefined && extensions.code === undefined;
}

/** An error of GraphQL itself, such as a variable of the wrong type, without what may hang on it of the inside. */
function knownError(error: GraphQLFormattedError, cause: GraphQLError): GraphQLFormattedError {
  const { stacktrace: _stacktrace, http: _http, ...extensions } = { ...cause.extensions, ...error.extensions };
  // Apollo calls whatever has no code of its own a defect; those have been told apart before.
  const { code } = extensions;
  const isCoded = cause.extensions.code !== undefined || (code !== undefined && code !== 'INTERNAL_SERVER_ERROR');
  const message = withoutSuggestions(withoutValues(error.message, cause.message));
  return { ...error, message, extensions: { ...extensions, code: isCoded ? code : 'BAD_USER_INPUT' } };
}

/** Names of the schema are for those who may read it, and not to be found out by guessing. */
function withoutSuggestions(message: string): string {
  const at = message.indexOf(' Did you mean ');
  return at >= 0 && message.endsWith('?') ? message.slice(0, at) : message;
}
