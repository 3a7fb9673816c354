import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hashOf } from './read-document.ts';

/** Operations for anonymous callers: they sign in, or read the health of the server. */
export const PUBLIC_DOCUMENTS: readonly string[] = ['Health', 'RefreshSession', 'ResetPassword', 'SignIn'];
/** White space and comments may make a document longer, but not without end. Neither is a token. */
const MAX_LONGER = 4;
/** A client may add a `__typename` to each selection. */
const MAX_MORE_TOKENS = 2;

interface Hashes {
  readonly all: ReadonlySet<string>;
  readonly public: ReadonlySet<string>;
  /** Most tokens of a public document: of one with more no more is read. */
  readonly publicTokens: number;
}

/** The documents of schema/operations. Each is known by its hash, however it is formatted. */
export class TrustedDocuments {
  private readonly texts: readonly string[];
  private readonly longest: number;
  private read: Hashes | undefined;
  /** Texts known to be public documents. */
  private readonly publicTexts = new LRUCache<string, true>({ max: 100 });

  constructor(texts: readonly string[]) {
    this.texts = texts;
    this.longest = MAX_LONGER * Math.max(0, ...texts.map(({ length }) => length));
  }

  has(hash: string): boolean {
    return this.hashes().all.has(hash);
  }

  /** Whether an anonymous caller may send it. */
  isPublic(text: string): boolean {
    if (text.length > this.longest) return false;
    if (this.publicTexts.has(text)) return true;
    try {
      const hashes = this.hashes();
      if (!hashes.public.has(hashOf(parse(text, { maxTokens: MAX_MORE_TOKENS * hashes.publicTokens })))) return false;
    } catch {
      return false;
    }
    this.publicTexts.set(text, true);
    return true;
  }

  /** Hashed on first use, to start the server faster. */
  private hashes(): Hashes {
    this.read ??= hashesOf(this.texts);
    return this.read;
  }
}

function hashesOf(texts: readonly string[]): Hashes {
  const hashes = { all: new Set<string>(), public: new Set<string>(), publicTokens: 0 };
  for (const text of texts) {
    const document = parse(text);
    const hash = hashOf(document);
    hashes.all.add(hash);
    const names = document.definitions.map((one) => ('name' in one ? one.name?.value : undefined));
    if (!names.some((name) => name !== undefined && PUBLIC_DOCUMENTS.includes(name))) continue;
    hashes.public.add(hash);
    hashes.publicTokens = Math.max(hashes.publicTokens, document.tokenCount ?? 0);
  }
  return hashes;
}
