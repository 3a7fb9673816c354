/** A message of a PostgreSQL client: its bytes, and the statement in it, if there is one. */
export interface FrontendMessage {
  readonly bytes: Buffer;
  readonly sql: string | null;
}

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;

/**
 * Divides the bytes of a client into messages of version 3 of the PostgreSQL protocol: a start without a type, then messages
 * with a type of one byte and a length of four. `Q` (simple) and `P` (Parse: a name, then the statement) contain statements;
 * one with a name is executed by `B` (Bind: a portal, then that name), as often as there is such a message.
 */
export class FrontendMessages {
  private rest: Buffer = Buffer.alloc(0);
  private isStarted = false;
  private readonly named = new Map<string, string>();

  /** The messages that are complete by now. */
  take(chunk: Buffer): readonly FrontendMessage[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const messages: FrontendMessage[] = [];
    for (let next = this.next(); next !== undefined; next = this.next()) messages.push(next);
    return messages;
  }

  private next(): FrontendMessage | undefined {
    const typeBytes = this.isStarted ? 1 : 0;
    if (this.rest.length < typeBytes + 4) return undefined;
    const length = typeBytes + this.rest.readInt32BE(typeBytes);
    if (this.rest.length < length) return undefined;
    const bytes = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    if (this.isStarted) return { bytes, sql: this.statementIn(bytes) };
    // A client that asks for encryption first sends the start message again.
    this.isStarted = bytes.length < 8 || ![SSL_REQUEST, GSS_REQUEST].includes(bytes.readInt32BE(4));
    return { bytes, sql: null };
  }

  private statementIn(bytes: Buffer): string | null {
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (type !== 'Q' && type !== 'P' && type !== 'B') return null;
    const [first = '', second = ''] = bytes.toString('utf8', 5).split('\0');
    if (type === 'Q') return first;
    if (type === 'B') return this.named.get(second) ?? null;
    if (first === '') return second;
    this.named.set(first, second);
    return null;
  }
}
