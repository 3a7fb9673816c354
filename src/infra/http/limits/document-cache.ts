import { createHash } from 'node:crypto';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type ReadDocument, readDocument } from './read-document.ts';

const MOST_DOCUMENTS = 1_000;
/** Of all texts together; a document takes some fifty times its text. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

type Read = ReadDocument | readonly GraphQLError[];

/** What was read of each document: every transport is handed the same object for the same text. */
export class DocumentCache {
  private readonly schema: GraphQLSchema;
  private readonly known = new LRUCache<string, Read>({ max: MOST_DOCUMENTS, maxSize: MOST_CHARACTERS });

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  read(text: string): Read {
    const key = createHash('sha256').update(text).digest('hex');
    const known = this.known.get(key);
    if (known) return known;
    const read = readDocument(this.schema, text);
    this.known.set(key, read, { size: Math.max(text.length, 1) });
    return read;
  }

  /** A document that was read, by the SHA-256 of its text in hexadecimal digits; undefined for one that was refused. */
  find(hash: string): ReadDocument | undefined {
    const known = this.known.get(hash);
    return known && !isRefused(known) ? known : undefined;
  }
}

export function isRefused<T>(read: T | readonly GraphQLError[]): read is readonly GraphQLError[] {
  return Array.isArray(read);
}
