/** The forms in which things are written out for files. */
export type DocumentFormat = 'JSON' | 'MARKDOWN' | 'CSV';
