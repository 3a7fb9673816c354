import type { FastifyInstance } from 'fastify';
import { isNestedTooDeep, MAX_JSON_NESTING } from '../../../domain/shared/shapes/json-nesting.ts';

const TOO_DEEP = `The body is nested deeper than ${MAX_JSON_NESTING} levels. Send it flatter.`;

/** Refuses JSON bodies that are nested too deep before they are parsed, on every route. */
export function limitJsonNesting(http: FastifyInstance): void {
  const parse = http.getDefaultJsonParser('error', 'error');
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (isNestedTooDeep(text)) return done(Object.assign(new Error(TOO_DEEP), { statusCode: 400 }));
    return parse(request, text, done);
  });
}
