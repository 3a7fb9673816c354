import { Unusable } from '../unusable.ts';

/** Time in which a connection may end by itself after the answer, in milliseconds, so that it can be used again. */
const FAREWELL_MS = 100;

type Chunk = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

/** The text of a response, read piece by piece up to a number of bytes. */
export class BoundedBody {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private readonly decoder = new TextDecoder();
  private readonly maxBytes: number;
  private bytes = 0;
  /** A read that has not ended yet. */
  private open: Promise<Chunk> | null = null;

  constructor(body: ReadableStream<Uint8Array> | null, maxBytes: number) {
    this.reader = body?.getReader();
    this.maxBytes = maxBytes;
  }

  /** The next piece; null at the end, and undefined when nothing comes for `patienceMs`. */
  async next(patienceMs?: number): Promise<string | null | undefined> {
    const chunk = await this.read(patienceMs);
    if (chunk === undefined) return undefined;
    if (chunk.done) return this.decoder.decode() || null;
    this.bytes += chunk.value.byteLength;
    if (this.bytes > this.maxBytes) throw new Unusable('TOO_LONG');
    return this.decoder.decode(chunk.value, { stream: true });
  }

  /** Lets the connection end by itself in the background, otherwise calls `abandon`. */
  letGo(abandon: () => void): void {
    const timer = setTimeout(abandon, FAREWELL_MS);
    this.read()
      .then((chunk) => (chunk?.done ? clearTimeout(timer) : abandon()))
      .catch(() => clearTimeout(timer));
  }

  /** Ends the connection: nothing more of the response is read. */
  async cancel(): Promise<void> {
    await this.reader?.cancel().catch(() => {});
  }

  private async read(patienceMs?: number): Promise<Chunk | undefined> {
    if (!this.reader) return { done: true, value: undefined };
    if (patienceMs !== undefined && patienceMs <= 0) return undefined;
    this.open ??= this.reader.read();
    let timer: NodeJS.Timeout | undefined;
    const quiet = new Promise<undefined>((resolve) => {
      if (patienceMs !== undefined) timer = setTimeout(() => resolve(undefined), patienceMs);
    });
    const first = await Promise.race([this.open, quiet]).finally(() => clearTimeout(timer));
    if (first !== undefined) this.open = null;
    return first;
  }
}
