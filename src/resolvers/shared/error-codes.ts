import type { UserErrorCode } from '../../domain/shared/errors.ts';

/** The codes of user errors with their meaning. */
export const USER_ERROR_CODES: Readonly<Record<UserErrorCode, string>> = {
  INVALID_INPUT: 'An input value is missing, out of range or unknown. The message says how to correct it.',
  BAD_CURSOR: 'The cursor is not from this list or stream. Start without a cursor, or use one from it.',
  NOT_FOUND: 'The object does not exist in this workspace.',
  CONFLICT: 'The state of the object does not allow this.',
  QUOTA_EXCEEDED: 'The workspace has reached its limit of running debates. Wait until one ends, or cancel one.',
  SIGN_IN_REFUSED: 'The credentials are wrong or not valid any more.',
  TOO_MANY_ATTEMPTS: 'Too many failed attempts. The message says how long to wait.',
  MFA_CODE_REQUIRED: 'The password is right. A code of the second factor is also required.',
  STEP_UP_REQUIRED:
    'A fresh proof of identity by a person is required. Call `confirmIdentity`, then try again within five minutes. API keys, services and tokens cannot prove one.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used before with a different input.',
};

/** The codes of errors that are never in `userErrors`. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 'The credential is missing or not valid.',
  FORBIDDEN:
    'The caller does not have the permission that the field requires, or a foreign page has sent the request, or may have.',
  MFA_REQUIRED: 'Administrators need a second factor for this. Set one up, then try again.',
  LIMIT_REACHED: 'Too many operations on one socket. End some, or open another socket.',
  RATE_LIMITED:
    'The caller has used its points of this minute, or its address has too many open connections. `retryAfterSeconds` says how long to wait.',
  COST_LIMIT_EXCEEDED:
    'The cost of the operation is above the limit. Request smaller pages, or fewer fields of each item.',
  ANSWER_TOO_LARGE:
    'The answer would have more bytes than the server sends. Request smaller pages, or fewer fields of each item. What a mutation has changed stays changed.',
  MORE_ERRORS: 'The last of 50 errors. There are more; the message says how many.',
  DOCUMENT_NOT_TRUSTED: 'The server runs only the documents of its own `schema/operations`.',
  UNAVAILABLE:
    'A service that the server needs is unavailable at the moment, the time of the operation is over, or the server is stopping. Try again shortly. For a mutation that was late the message says that its outcome is unknown.',
  INTERNAL_SERVER_ERROR: 'A defect of the server. The log has details under the `errorId`.',
  BAD_USER_INPUT:
    'A variable does not have the type that the schema requires. The first mistake of each variable is reported.',
  VARIABLES_TOO_LARGE:
    'The variables have too many keys and list items, are nested too deeply, or have a text or a key that is too long. The message names the limit.',
  REQUEST_TOO_LARGE:
    'The body of the request is too long. The limit is much lower for a caller that has not signed in. The message names the limit.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not match the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations, and the request does not name one of them.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The request names a stored document. Send the document itself.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request.',
} as const;
