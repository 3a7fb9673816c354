import { CommandFailure } from '../command/failure.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { credential } from './credential.ts';

/** An error as GraphQL answers it. */
export interface ApiError {
  readonly message: string;
  /** Where in the answer it stands. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly errorId?: string };
}

/** The server understood the request and refused it. */
export class Refused extends CommandFailure {
  readonly errors: readonly ApiError[];

  constructor(errors: readonly ApiError[]) {
    // Several fields may be refused for one reason, each in every item of a list.
    super([...new Set(errors.map(({ message }) => message))].join('\n'));
    this.errors = errors;
  }
}

/** A terminal's user has no header to send, but a setting. */
const NOT_KNOWN =
  'The server does not know who asks. Set ARAGORA_API_TOKEN to its API token or to an API key of yours.';
const MAX_ANSWER_MS = 60_000;

/** What somebody is answered who may not see all of what was asked for. */
export interface Part<Data> {
  /** With null for what is withheld. */
  readonly data: Data;
  /** An error for each field that is. */
  readonly withheld: readonly ApiError[];
}

/** Sends a document to the server and answers its data. Throws `Refused` when the answer has errors. */
export async function request<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, withheld } = await requestPart(url, document, variables);
  if (withheld.length > 0) throw new Refused(withheld);
  return data;
}

/** The same, also where something is left to see of which the caller is denied parts. Throws `Refused` for other errors. */
export async function requestPart<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Part<Data>> {
  const response = await post(`${url}/graphql`, JSON.stringify({ query: document.toString(), variables }));
  const { data, errors = [] } = await answerOf<Data>(url, response);
  if (errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) throw new CommandFailure(NOT_KNOWN);
  if (errors.length > 0 && !(data && errors.every(isDenial))) throw new Refused(errors);
  if (!data) throw new CommandFailure(`${url} answered without data. Is it an Aragora server?`);
  return { data, withheld: errors };
}

function isDenial({ extensions }: ApiError): boolean {
  return ['FORBIDDEN', 'MFA_REQUIRED'].includes(extensions?.code ?? '');
}

async function post(address: string, body: string): Promise<Response> {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...credential() };
    return await fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(MAX_ANSWER_MS) });
  } catch (error) {
    throw new CommandFailure(`No answer from ${address}: ${reasonOf(error)}. Is the server running?`);
  }
}

async function answerOf<Data>(
  url: string,
  response: Response,
): Promise<{ data?: Data | null; errors?: readonly ApiError[] }> {
  if (response.status === 401) throw new CommandFailure(NOT_KNOWN);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(`${url} answered ${response.status} without JSON: ${text.trim().slice(0, 200)}`);
  }
}

/** What went wrong on the way; `fetch` hides it in the cause, and a host with two addresses in a list. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  if (typeof cause === 'object' && cause !== null && 'message' in cause)
    return String(cause.message) || 'no reason given';
  return String(cause);
}
