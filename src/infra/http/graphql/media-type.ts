import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const GRAPHQL_PATH = /^\/graphql(\/stream)?(\?|$)/;

/** Clients send the same header each time. */
const chosen = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });

/** The media type of the response, chosen as Apollo chooses; undefined when the client accepts none of GraphQL. */
export function mediaTypeFor(accept: string | undefined): string | undefined {
  if (!accept) return JSON_TYPE;
  const known = chosen.get(accept);
  if (known !== undefined) return known.type;
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);
  chosen.set(accept, { type });
  return type;
}

/** As GraphQL over HTTP says: older clients read GraphQL only from a response with 200. */
export function refusalStatus(accept: string | undefined): 200 | 400 {
  return mediaTypeFor(accept) === GRAPHQL_TYPE ? 400 : 200;
}

/** The media type of an error at this address. Clients of GraphQL read an error with its code only in a type they accept. */
export function errorTypeFor(url: string | undefined, accept: string | undefined): string {
  return (GRAPHQL_PATH.test(url ?? '') && mediaTypeFor(accept)) || JSON_TYPE;
}

/** Sends each error at the addresses of GraphQL in a media type that its client accepts, for every part of the server that refuses. */
export function negotiateErrorTypes(http: FastifyInstance): void {
  http.addHook('onSend', ({ url, headers }, reply, _payload, next) => {
    if (reply.statusCode >= 400 && GRAPHQL_PATH.test(url)) reply.type(errorTypeFor(url, headers.accept));
    next();
  });
}
