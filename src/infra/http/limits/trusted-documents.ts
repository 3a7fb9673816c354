import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hashOf } from './read-document.ts';
import { MAX_TOKENS } from './rules.ts';

/** What callers without an identity may send: it gives them one, or says how the server is. */
const PUBLIC = ['Health', 'RefreshSession', 'ResetPassword', 'SignIn'];
/** White space and comments may make a document longer, but not without end. */
const MAX_LONGER = 4;

interface Hashes {
  readonly all: ReadonlySet<string>;
  readonly public: ReadonlySet<string>;
}

/** The documents that were written down beforehand. Each is known by its hash, however it is set out. */
export class TrustedDocuments {
  private readonly texts: readonly string[];
  private readonly longest: number;
  private read: Hashes | undefined;
  /** Texts that turned out to be public documents. */
  private readonly publicTexts = new LRUCache<string, true>({ max: 100 });

  constructor(texts: readonly string[]) {
    this.texts = texts;
    this.longest = MAX_LONGER * Math.max(0, ...texts.map(({ length }) => length));
  }

  has(hash: string): boolean {
    return this.hashes().all.has(hash);
  }

  /** Whether whoever has shown nothing may send it. */
  isPublic(text: string): boolean {
    if (text.length > this.longest) return false;
    if (this.publicTexts.has(text)) return true;
    try {
      if (!this.hashes().public.has(hashOf(parse(text, { maxTokens: MAX_TOKENS })))) return false;
    } catch {
      return false;
    }
    this.publicTexts.set(text, true);
    return true;
  }

  /** Read when first asked for: nobody asks while the server starts. */
  private hashes(): Hashes {
    this.read ??= hashesOf(this.texts);
    return this.read;
  }
}

function hashesOf(texts: readonly string[]): Hashes {
  const hashes = { all: new Set<string>(), public: new Set<string>() };
  for (const text of texts) {
    const document = parse(text);
    const hash = hashOf(document);
    hashes.all.add(hash);
    const names = document.definitions.map((one) => ('name' in one ? one.name?.value : undefined));
    if (names.some((name) => name !== undefined && PUBLIC.includes(name))) hashes.public.add(hash);
  }
  return hashes;
}
