import { Option } from 'commander';
import type { DocumentFormat } from '../generated/graphql.ts';

const FORMATS: Readonly<Record<string, DocumentFormat>> = { json: 'JSON', markdown: 'MARKDOWN', csv: 'CSV' };

export function formatOption(): Option {
  return new Option('--format <format>', 'output format').choices(Object.keys(FORMATS)).default('json');
}

/** The API's name for a value of `formatOption`. */
export function documentFormat(choice: string): DocumentFormat {
  return FORMATS[choice] ?? 'JSON';
}
