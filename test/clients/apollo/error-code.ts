import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** The code of an error that an operation of Apollo Client rejects with. */
export function errorCode(error: unknown): unknown {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions?.code;
  if (ServerError.is(error)) return JSON.parse(error.bodyText).errors[0].extensions.code;
  return undefined;
}
