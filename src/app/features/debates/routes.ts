import { z } from 'zod';
import type { Debates } from '../../../domain/debates/debates.ts';
import { debateDocument, debatesDocument } from '../../../domain/debates/documents/debates-document.ts';
import { TEXT_POINTS } from '../../../domain/shared/slices.ts';
import { formatQuery, sendText } from '../../../infra/http/rest/document-format.ts';
import { callRoute, type Route } from '../../../infra/http/rest/route.ts';

/** An export reads every debate, so it costs as much as a full page of debates. */
const EXPORT_POINTS = 100;

type Doors = Pick<Debates, 'all' | 'find'>;

/** Debates as files, for scripts and spreadsheets. */
export function debateRoutes(debates: Doors): readonly Route[] {
  return [exportRoute(debates), documentRoute(debates)];
}

function exportRoute(debates: Doors): Route {
  return callRoute({
    method: 'GET',
    path: '/api/debates/export',
    summary: 'Every debate of the workspace, oldest first.',
    permission: 'debates.read',
    points: EXPORT_POINTS,
    query: formatQuery,
    call: ({ actor, query: { format }, work }) => {
      const parts = debatesDocument(debates.all(actor), format);
      return sendText({ name: 'debates', format, parts, points: EXPORT_POINTS }, work);
    },
  });
}

function documentRoute(debates: Doors): Route {
  return callRoute({
    method: 'GET',
    path: '/api/debates/:id/document',
    summary: 'One debate, whole.',
    permission: 'debates.read',
    points: TEXT_POINTS,
    params: z.strictObject({ id: z.string() }),
    query: formatQuery,
    call: async ({ actor, params: { id }, query: { format }, work }) => {
      const parts = debateDocument(await debates.find(actor, id), format);
      return sendText({ name: id, format, parts, points: TEXT_POINTS }, work);
    },
  });
}
