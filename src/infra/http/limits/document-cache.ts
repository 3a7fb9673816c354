import { createHash } from 'node:crypto';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type ReadDocument, readDocument } from './read-document.ts';

const MAX_DOCUMENTS = 1_000;
/** Characters of all texts together. A parsed document takes some fifty times its text. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

type Read = ReadDocument | readonly GraphQLError[];

interface Known {
  readonly read: Read;
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string;
}

/** Parsed and validated documents. Every transport gets the same object for the same text. */
export class DocumentCache {
  private readonly schema: GraphQLSchema;
  /** By text: a look-up costs less than hashing. */
  private readonly known: LRUCache<string, Known>;
  private readonly texts = new Map<string, string>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
    this.known = new LRUCache({
      max: MAX_DOCUMENTS,
      maxSize: MAX_CHARACTERS,
      dispose: ({ hash }) => void this.texts.delete(hash),
    });
  }

  read(text: string): Read {
    const known = this.known.get(text);
    if (known) return known.read;
    const read = readDocument(this.schema, text);
    const hash = createHash('sha256').update(text).digest('hex');
    this.known.set(text, { read, hash }, { size: Math.max(text.length, 1) });
    if (this.known.has(text)) this.texts.set(hash, text);
    return read;
  }

  /** A valid document, by the SHA-256 of its text in hexadecimal digits; undefined for a refused one. */
  find(hash: string): ReadDocument | undefined {
    const known = this.known.get(this.texts.get(hash) ?? '');
    return known && !isRefused(known.read) ? known.read : undefined;
  }
}

export function isRefused<T>(read: T | readonly GraphQLError[]): read is readonly GraphQLError[] {
  return Array.isArray(read);
}
