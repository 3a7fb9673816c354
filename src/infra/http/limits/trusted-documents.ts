import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hashOf } from './read-document.ts';
import { MAX_TOKENS } from './rules.ts';

/** What callers without an identity may send: it gives them one, or says how the server is. */
const PUBLIC = ['Health', 'RefreshSession', 'ResetPassword', 'SignIn'];
/** White space and comments may make a document longer, but not without end. */
const MOST_LONGER = 4;

/** The documents that were written down beforehand. Each is known by its hash, however it is set out. */
export class TrustedDocuments {
  private readonly hashes = new Set<string>();
  private readonly publicHashes = new Set<string>();
  private readonly longest: number;
  /** Texts that turned out to be public documents. */
  private readonly publicTexts = new LRUCache<string, true>({ max: 100 });

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const document = parse(text);
      const hash = hashOf(document);
      this.hashes.add(hash);
      const names = document.definitions.map((one) => ('name' in one ? one.name?.value : undefined));
      if (names.some((name) => name !== undefined && PUBLIC.includes(name))) this.publicHashes.add(hash);
    }
    this.longest = MOST_LONGER * Math.max(0, ...texts.map(({ length }) => length));
  }

  has(hash: string): boolean {
    return this.hashes.has(hash);
  }

  /** Whether whoever has shown nothing may send it. */
  isPublic(text: string): boolean {
    if (text.length > this.longest) return false;
    if (this.publicTexts.has(text)) return true;
    try {
      if (!this.publicHashes.has(hashOf(parse(text, { maxTokens: MAX_TOKENS })))) return false;
    } catch {
      return false;
    }
    this.publicTexts.set(text, true);
    return true;
  }
}
