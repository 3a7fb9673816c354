import { Readable } from 'node:stream';
import type { Debates } from '../../../domain/debates/debates.ts';
import { debatesInParts } from '../../../domain/debates/documents/debates-document.ts';
import { contentTypeOf, extensionOf, formatQuery } from '../../../infra/http/rest/document-format.ts';
import { callRoute, type Route } from '../../../infra/http/rest/route.ts';

/** An export reads every debate, so it costs as much as a full page of debates. */
const EXPORT_POINTS = 100;

/** Debates as files, for scripts and spreadsheets. */
export function debateRoutes(debates: Pick<Debates, 'all'>): readonly Route[] {
  return [
    callRoute({
      method: 'GET',
      path: '/api/debates/export',
      summary: 'Every debate of the workspace, oldest first.',
      permission: 'debates.read',
      points: EXPORT_POINTS,
      query: formatQuery,
      call: ({ actor, query: { format } }) => ({
        headers: {
          'content-type': contentTypeOf(format),
          'content-disposition': `attachment; filename="debates.${extensionOf(format)}"`,
        },
        body: Readable.from(debatesInParts(debates.all(actor), format)),
      }),
    }),
  ];
}
