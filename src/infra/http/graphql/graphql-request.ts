import type { FastifyRequest } from 'fastify';
import { hasRepeatedKey } from '../../../domain/shared/shapes/repeated-keys.ts';
import { badRequest } from '../limits/json-bodies.ts';

const REPEATED_KEY = 'An object in `variables` holds the same key twice. Send each key once.';

/** An operation as HTTP brings it. */
export interface RequestPayload {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/**
 * The operation in a request, read as Apollo reads it; undefined where that refuses the request as none of GraphQL.
 * Throws an error for the client when its variables can be read in two ways.
 */
export function payloadOf({ method, body, query }: Pick<FastifyRequest, 'method' | 'body' | 'query'>) {
  return method === 'GET' ? inSearch(query as Record<string, unknown>) : inBody(body);
}

function inBody(body: unknown): RequestPayload | undefined {
  if (!isRecord(body)) return undefined;
  const { query, variables, operationName } = body;
  if (typeof query !== 'string' || query === '') return undefined;
  if (!isAbsent(variables) && !isRecord(variables)) return undefined;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
  return { query, variables, operationName };
}

function inSearch({ query, variables, operationName }: Record<string, unknown>): RequestPayload | undefined {
  if (variables !== undefined && typeof variables !== 'string') return undefined;
  const parsed = variables === undefined ? undefined : parseJson(variables);
  return inBody({ query, variables: variables === undefined ? undefined : (parsed ?? 'none'), operationName });
}

function parseJson(text: string): unknown {
  if (hasRepeatedKey(text)) throw badRequest(REPEATED_KEY);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
