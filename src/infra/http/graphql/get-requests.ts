import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../error-body.ts';
import type { ReadOperation } from './operation.ts';

/**
 * Headers that a page of another origin can send only after a preflight, and that neither browsers nor proxies add: proxies
 * add so many others that any unknown header proves nothing.
 */
const PROOFS = [
  'authorization',
  'x-service-token',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'graphql-require-preflight',
  'x-requested-with',
];
/** Content types that a page may send without a preflight. */
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const MEDIA_TYPE = /^([\w.+-]+\/[\w.+-]+)\s*(;|$)/;
const UNPROVEN =
  'A query by GET needs a header that no foreign page can send: `Authorization`, or `Apollo-Require-Preflight: yes`. Or send it by POST.';
const WITH_BODY = 'An operation by GET stands in the address, and has no body. Send the body by POST.';
const EMPTY_PARAMETER = /(?<=[?&])(?:operationName|variables|extensions)=?(?:&|$)/g;

/** Refuses an operation by GET that another page may have sent, or that is a mutation or has a body; undefined when it may run. */
export function refuseGet({ method, headers }: FastifyRequest, reply: FastifyReply, { operation }: ReadOperation) {
  if (method !== 'GET') return undefined;
  if (hasBody(headers)) return reply.code(400).send(errorBody(WITH_BODY, 'BAD_REQUEST'));
  if (operation.operation === 'mutation')
    return reply.code(405).header('allow', 'POST').send(errorBody('Mutations go by POST.', 'BAD_REQUEST'));
  return isProven(headers) ? undefined : reply.code(403).send(errorBody(UNPROVEN, 'FORBIDDEN'));
}

/** The address without empty parameters: for GraphQL they mean the same as none, and some clients send them. */
export function withoutEmptyParameters(url: string): string {
  return url.startsWith('/graphql') ? url.replace(EMPTY_PARAMETER, '') : url;
}

/** A body that is not read: its sender believes that it counts. */
function hasBody({ 'content-length': length = '0', 'transfer-encoding': encoding }: IncomingHttpHeaders): boolean {
  return encoding !== undefined || Number(length) !== 0;
}

function isProven(headers: IncomingHttpHeaders): boolean {
  const [, type] = MEDIA_TYPE.exec(headers['content-type'] ?? '') ?? [];
  if (type !== undefined && !SIMPLE_TYPES.includes(type.toLowerCase())) return true;
  return PROOFS.some((name) => (headers[name] ?? '') !== '');
}
