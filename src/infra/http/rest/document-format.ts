import { z } from 'zod';
import type { DocumentFormat } from '../../../domain/shared/document-format.ts';

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

export function contentTypeOf(format: DocumentFormat): string {
  return TYPES[format];
}

export function extensionOf(format: DocumentFormat): string {
  return format === 'MARKDOWN' ? 'md' : format.toLowerCase();
}
