/** Formats of documents for files. */
export type DocumentFormat = 'JSON' | 'MARKDOWN' | 'CSV';
