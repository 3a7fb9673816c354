import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import { wordsOf } from './words-enum.ts';

export const DocumentFormatEnum = wordsOf<DocumentFormat>('DocumentFormat', 'Format of a document.', {
  JSON: 'For programs, with all data.',
  MARKDOWN: 'For people.',
  CSV: 'For spreadsheets, with a header line. Texts that look like formulas get a leading apostrophe.',
});
