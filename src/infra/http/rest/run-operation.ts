import type { FastifyReply, FastifyRequest } from 'fastify';
import { UserError, type UserErrorDetail, userError } from '../../../domain/shared/errors.ts';
import type { GraphqlApi } from '../graphql/api.ts';
import { allowanceHeaders, executeWithCost } from '../graphql/graphql-response.ts';
import type { Operations } from '../graphql/operation.ts';
import { isRefused } from '../limits/document-cache.ts';
import type { DocumentedOperations } from './documented-operations.ts';
import { sendErrors } from './rest-errors.ts';
import type { OperationRoute, RestRequest, RestResponse } from './route.ts';

export interface OperationPorts {
  readonly api: GraphqlApi;
  readonly operations: Operations;
  readonly documented: DocumentedOperations;
}

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Executes the operation of a route as if its caller had sent it to `/graphql`: the same limits, price, permissions and
 * idempotency. Returns undefined where errors have been sent. Throws the `userErrors` of a mutation as a `UserError`.
 */
export async function runOperation(
  row: OperationRoute,
  request: RestRequest,
  { request: raw, reply }: Exchange,
  { api, operations, documented }: OperationPorts,
): Promise<RestResponse | undefined> {
  const name = row.operation;
  const key = raw.method === 'GET' || raw.method === 'HEAD' ? undefined : raw.headers['idempotency-key'];
  const variables = withKey(row.variables?.(request) ?? {}, key, documented.takesKey(name));
  const context = api.contextFor(raw.id, raw.caller);
  const read = operations.read({ query: documented.textOf(name), operationName: name, variables }, context);
  if (isRefused(read)) return void sendErrors(reply, read, api);
  const refusal = await operations.pay(read);
  const { allowance } = context.budget ?? {};
  if (allowance) reply.headers(allowanceHeaders(allowance));
  if (refusal) return void sendErrors(reply, [refusal], api);
  const { data, errors } = await executeWithCost(read, api);
  if (errors) return void sendErrors(reply, errors, api);
  const mistakes = userErrorsIn(data);
  if (mistakes.length > 0) throw new UserError(mistakes);
  return row.respond(data);
}

/** The variables with the key of the header, so that a repeated request gets the result of the first. */
function withKey(variables: Variables, key: string | readonly string[] | undefined, takesKey: boolean) {
  if (key === undefined) return { ...variables };
  refuseKeyUnless(takesKey);
  return { ...variables, input: { ...(variables.input as Variables), idempotencyKey: String(key) } };
}

/** Done twice in spite of a key, a request would not be safe to repeat, as its caller believes it to be. */
export function refuseKeyUnless(takesKey: boolean): void {
  if (takesKey) return;
  const message = 'Idempotency-Key: This route keeps no results under a key. Send the request without this header.';
  throw userError('INVALID_INPUT', message, ['Idempotency-Key']);
}

function userErrorsIn(data: unknown): readonly UserErrorDetail[] {
  const payloads = Object.values((data ?? {}) as Record<string, { readonly userErrors?: UserErrorDetail[] } | null>);
  return payloads.flatMap((payload) => payload?.userErrors ?? []);
}
