import type { FastifyInstance } from 'fastify';
import { isNestedTooDeep, MAX_JSON_NESTING } from '../../../domain/shared/shapes/json-nesting.ts';
import { hasRepeatedKey } from '../../../domain/shared/shapes/repeated-keys.ts';

const TOO_DEEP = `The body is nested deeper than ${MAX_JSON_NESTING} levels. Send it flatter.`;
const REPEATED_KEY = 'An object in the body holds the same key twice. Send each key once.';
const FORBIDDEN_KEY =
  'An object in the body holds the key __proto__, or constructor with prototype. Send it without this key.';

/** Refuses JSON bodies that are nested too deep before they are parsed, and those with two meanings, on every route. */
export function checkJsonBodies(http: FastifyInstance): void {
  const parse = http.getDefaultJsonParser('error', 'error');
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (isNestedTooDeep(text)) return done(badRequest(TOO_DEEP));
    return parse(request, text, (error, value) => {
      if (error === null && hasRepeatedKey(text)) done(badRequest(REPEATED_KEY));
      // The parser calls both of its refusals invalid JSON.
      else if (error !== null && isJson(text)) done(badRequest(FORBIDDEN_KEY));
      else done(error, value);
    });
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An error that Fastify answers with 400. */
export function badRequest(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 });
}
