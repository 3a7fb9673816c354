import { z } from 'zod';
import type { DocumentFormat } from '../../../domain/shared/document-format.ts';
import { charactersOf, inSlices, type Parts, type Work } from '../../../domain/shared/slices.ts';
import type { RestResponse } from './route.ts';

const FORMATS = { json: 'JSON', markdown: 'MARKDOWN', md: 'MARKDOWN', csv: 'CSV' } as const;
const TYPES: Readonly<Record<DocumentFormat, string>> = {
  JSON: 'application/json; charset=utf-8',
  MARKDOWN: 'text/markdown; charset=utf-8',
  CSV: 'text/csv; charset=utf-8',
};
const NAMES = ['json', 'markdown', 'md', 'csv'] as const;

/** `?format=` of a document; JSON when left out. */
export const formatQuery = z.strictObject({
  format: z
    .enum(NAMES, 'Write json, markdown or csv.')
    .default('json')
    .transform((name) => FORMATS[name]),
});

/** The file's name without its extension, its parts and the points that were taken for it. */
interface TextFile {
  readonly name: string;
  readonly format: DocumentFormat;
  readonly parts: Parts;
  readonly points: number;
}

/** A text as a file, sent in slices as fast as its reader takes them; its maker stops when the reader leaves. */
export function sendText({ name, format, parts, points }: TextFile, work: Work): RestResponse {
  const extension = format === 'MARKDOWN' ? 'md' : format.toLowerCase();
  return {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}.${extension}"`,
      'x-content-type-options': 'nosniff',
    },
    slices: inSlices(parts, work, charactersOf(points)),
  };
}
