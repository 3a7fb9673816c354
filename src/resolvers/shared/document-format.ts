import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import { wordsOf } from './words-enum.ts';

export const DocumentFormatEnum = wordsOf<DocumentFormat>(
  'DocumentFormat',
  'The form in which something is written out.',
  {
    JSON: 'For programs: everything there is.',
    MARKDOWN: 'For people.',
    CSV: 'For spreadsheets, with a line of headings. Texts that look like formulas get an apostrophe before them.',
  },
);
