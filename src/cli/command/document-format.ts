import { Option } from 'commander';
import type { DocumentFormat } from '../generated/graphql.ts';

const FORMATS: Readonly<Record<string, DocumentFormat>> = { json: 'JSON', markdown: 'MARKDOWN', csv: 'CSV' };

export function formatOption(): Option {
  return new Option('--format <format>', 'in which form').choices(Object.keys(FORMATS)).default('json');
}

/** What the API calls a choice of `formatOption`. */
export function documentFormat(choice: string): DocumentFormat {
  return FORMATS[choice] ?? 'JSON';
}
