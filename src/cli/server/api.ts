import { CommandFailure } from '../command/failure.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { credential } from './credential.ts';
import { type HttpResponse, post } from './http.ts';

/** An error of a GraphQL response. */
export interface ApiError {
  readonly message: string;
  /** Path in the data. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly errorId?: string };
}

/** The server refused the request. */
export class ApiFailure extends CommandFailure {
  readonly errors: readonly ApiError[];

  constructor(errors: readonly ApiError[]) {
    // One reason may apply to several fields, and to every item of a list.
    super([...new Set(errors.map(({ message }) => message))].join('\n'));
    this.errors = errors;
  }
}

const NOT_SIGNED_IN =
  'The server requires a credential. Set ARAGORA_API_TOKEN to the API token of the server or to your API key.';
const REQUEST_TIMEOUT_MS = 60_000;

/** Root fields that are null for an unknown id. */
type ById = 'debate' | 'node' | 'receipt';

/** Data without the nulls of refused root fields, for which `request` throws. */
export type Answered<Data> = { [Field in keyof Data]: Field extends ById ? Data[Field] : NonNullable<Data[Field]> };

/** The response to a caller that may not see all requested fields. */
export interface PartialData<Data> {
  /** Withheld fields are null. */
  readonly data: Data;
  /** One error per withheld field. */
  readonly withheld: readonly ApiError[];
}

/** Sends a document to the server and returns its data. Throws `ApiFailure` if the response has errors. */
export async function request<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answered<Data>> {
  const { data, withheld } = await requestPart(url, document, variables);
  if (withheld.length > 0) throw new ApiFailure(withheld);
  return data as Answered<Data>;
}

/** As `request`, but accepts data with fields that the caller may not see. Throws `ApiFailure` for other errors. */
export async function requestPart<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<PartialData<Data>> {
  const response = await send(`${url}/graphql`, JSON.stringify({ query: document.toString(), variables }));
  const { data, errors = [] } = resultOf<Data>(url, response);
  if (errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) throw new CommandFailure(NOT_SIGNED_IN);
  if (errors.length > 0 && !(hasPart(data) && errors.every(isDenial))) throw new ApiFailure(errors);
  if (!data) throw new CommandFailure(`The response of ${url} has no data. Is it an Aragora server?`);
  return { data, withheld: errors };
}

/** Whether a field of the operation is left. */
function hasPart(data: unknown): boolean {
  return Object.values(data ?? {}).some((field) => field !== null);
}

function isDenial({ extensions }: ApiError): boolean {
  return ['FORBIDDEN', 'MFA_REQUIRED'].includes(extensions?.code ?? '');
}

async function send(address: string, body: string): Promise<HttpResponse> {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...credential() };
    return await post(address, { headers, body, timeoutMs: REQUEST_TIMEOUT_MS });
  } catch (error) {
    throw new CommandFailure(`No response from ${address}: ${reasonOf(error)}. Is the server running?`);
  }
}

function resultOf<Data>(
  url: string,
  { status, text, location }: HttpResponse,
): { data?: Data | null; errors?: readonly ApiError[] } {
  if (status === 401) throw new CommandFailure(NOT_SIGNED_IN);
  if (status >= 300 && status < 400 && location !== undefined)
    throw new CommandFailure(`${url} redirects to ${location}. Set ARAGORA_URL to the address of the server itself.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(`The response of ${url} is not JSON (status ${status}): ${text.trim().slice(0, 200)}`);
  }
}

/**
 * The reason of a failed connection. An aborted request has it in the cause; for a host with two addresses it is a list of
 * errors.
 */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  if (typeof cause === 'object' && cause !== null && 'message' in cause)
    return String(cause.message) || 'no reason given';
  return String(cause);
}
