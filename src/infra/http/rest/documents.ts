import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { Debates } from '../../../domain/debates/debates.ts';
import { debatesInParts } from '../../../domain/debates/documents/debates-document.ts';
import { writtenOut } from '../../../domain/receipts/documents.ts';
import type { Receipts } from '../../../domain/receipts/receipts.ts';
import type { DocumentFormat } from '../../../domain/shared/document-format.ts';
import { errorBody } from '../error-body.ts';
import type { Guard } from '../identity/caller.ts';

export interface DocumentsOptions {
  readonly debates: Debates;
  readonly receipts: Receipts;
  /** Makes the guard of a route. */
  readonly needs: (permission: Permission) => Guard;
}

interface Asked {
  readonly Querystring: { readonly format?: string };
}

const FORMATS: Readonly<Record<string, DocumentFormat>> = {
  json: 'JSON',
  markdown: 'MARKDOWN',
  md: 'MARKDOWN',
  csv: 'CSV',
};
const TYPES: Readonly<Record<DocumentFormat, string>> = {
  JSON: 'application/json; charset=utf-8',
  MARKDOWN: 'text/markdown; charset=utf-8',
  CSV: 'text/csv; charset=utf-8',
};

/** Debates and receipts as files, for scripts and spreadsheets. */
export function serveDocuments(http: FastifyInstance, { debates, receipts, needs }: DocumentsOptions): void {
  const readers = { onRequest: needs('debates.read') };
  http.get<Asked>('/api/debates/export', readers, async ({ query, caller }, reply) => {
    const format = formatOf(query, reply);
    if (!format) return reply;
    reply.type(TYPES[format]).header('content-disposition', `attachment; filename="debates.${extensionOf(format)}"`);
    return Readable.from(debatesInParts(debates.all(caller.actor), format));
  });

  http.get<Asked & { Params: { debateId: string } }>(
    '/api/receipts/:debateId',
    readers,
    async ({ params, query, caller }, reply) => {
      const format = formatOf(query, reply);
      if (!format) return reply;
      const receipt = await receipts.find(caller.actor, params.debateId);
      if (receipt) return reply.type(TYPES[format]).send(writtenOut(receipt, format));
      return reply
        .code(404)
        .send(errorBody('There is no receipt: the debate runs, or there is no such one.', 'NOT_FOUND'));
    },
  );
}

/** undefined when the request has been answered with what is wrong with it. */
function formatOf({ format = 'json' }: Asked['Querystring'], reply: FastifyReply): DocumentFormat | undefined {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!known) reply.code(400).send(errorBody('format: write json, markdown or csv.', 'INVALID_INPUT'));
  return known;
}

function extensionOf(format: DocumentFormat): string {
  return format === 'MARKDOWN' ? 'md' : format.toLowerCase();
}
