import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../schema/operations/', import.meta.url);

/** A documented operation: its file in `schema/operations`, and its text. */
export interface DocumentedOperation {
  readonly file: string;
  readonly text: string;
}

/** Every documented operation, sorted by file name. */
export function documentedOperations(): readonly DocumentedOperation[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));
}
