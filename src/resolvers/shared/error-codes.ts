import type { UserErrorCode } from '../../domain/shared/errors.ts';

/** Every code of a mistake a caller can expect, with what it means. */
export const USER_ERROR_CODES: Readonly<Record<UserErrorCode, string>> = {
  INVALID_INPUT: 'Something in the input is missing, out of range or unknown. The message says what to write.',
  BAD_CURSOR: 'The cursor was not given out by this list or stream. Start without it, or use one that was.',
  NOT_FOUND: 'There is no such thing in this workspace.',
  CONFLICT: 'The thing is in a state that does not allow this.',
  QUOTA_EXCEEDED: 'The workspace has as many debates running as it may. Wait for one to end, or cancel one.',
  SIGN_IN_REFUSED: 'What was given to sign in with does not fit, or is not good any more.',
  TOO_MANY_ATTEMPTS: 'Too many failed attempts. The message says how long to wait.',
  MFA_CODE_REQUIRED: 'The password is right, and a code of the second factor is wanted too.',
  STEP_UP_REQUIRED:
    'This wants a fresh proof of who you are. Call `confirmIdentity`, then try again within five minutes.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used before with other input.',
};

/** Every code of an error that is never a `userError`. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 'The caller has shown nothing that says who it is, or something that is not good.',
  FORBIDDEN: 'The caller does not hold the permission the field requires.',
  MFA_REQUIRED: 'Administrators need a second factor for this. Set one up, then try again.',
  LIMIT_REACHED: 'Too many operations on one socket. End some, or open another socket.',
  RATE_LIMITED:
    'The caller has done as much as it may in this minute, or its address holds too many connections open. `retryAfterSeconds` says how long to wait.',
  COST_LIMIT_EXCEEDED: 'The operation would cost more than one may: ask for smaller pages, or for less of each item.',
  DOCUMENT_NOT_TRUSTED: 'The server runs only the documents of its own `schema/operations`.',
  UNAVAILABLE: 'Something the server needs cannot be reached at the moment. Try again shortly.',
  INTERNAL_SERVER_ERROR: 'A defect of the server. Its `errorId` is in the log.',
  BAD_USER_INPUT: 'A variable does not have the type the schema asks for. Of each variable the first mistake is told.',
  VARIABLES_TOO_LARGE:
    'The variables hold too many keys and list items, or are nested too deep: send less in one operation.',
  REQUEST_TOO_LARGE:
    'The body of the request is longer than it may be: much shorter for a caller that has not signed in. The message says which limit it is.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds several operations, and none was named that it holds.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The request names a stored document. Send the document itself.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request.',
} as const;
