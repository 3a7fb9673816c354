import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { bounded } from '../limits/answer-size.ts';
import type { GraphqlApi } from './api.ts';
import { CompiledQueries } from './compiled-queries.ts';
import { clientErrorOf, costExtension } from './graphql-response.ts';
import { mediaTypeFor } from './media-type.ts';
import type { ReadOperation } from './operation.ts';

/** Responds to recurring queries as Apollo would, byte for byte, without Apollo, which costs more than the queries do. */
export class CompiledResponses {
  private readonly queries: CompiledQueries;
  private readonly maxBytes: number;
  private readonly told: ReturnType<typeof clientErrorOf>;

  constructor(api: GraphqlApi) {
    this.queries = new CompiledQueries(api.schema);
    this.maxBytes = api.maxAnswerBytes;
    this.told = clientErrorOf(api);
  }

  /** undefined, with nothing executed, for everything that Apollo has to respond to. */
  async respond(read: ReadOperation, request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    if (read.isDryRun || read.mistakes.length > 0 || !isPlain(request)) return undefined;
    const result = await this.queries.execute(read);
    if (!result) return undefined;
    reply.header('content-type', mediaTypeFor(request.headers.accept));
    return this.written(bounded(result, this.maxBytes), read);
  }

  private written({ errors, data }: ExecutionResult, { contextValue: { budget } }: ReadOperation): string {
    const extensions = budget && costExtension(budget);
    return `${JSON.stringify({ errors: errors?.map(this.told), data, extensions })}\n`;
  }
}

/** Whether Apollo would find nothing more in the request than its operation. */
function isPlain({ method, body, query, headers }: FastifyRequest): boolean {
  if (method === 'POST') return !hasExtensions(body);
  return method === 'GET' && !hasExtensions(query) && headers['content-type'] === undefined;
}

function hasExtensions(parts: unknown): boolean {
  return (parts as { readonly extensions?: unknown }).extensions !== undefined;
}
