import type { Socket } from 'node:net';
import { frameLength, writeFrame } from './frame.ts';

/** One executed event, for all subscribers of a group. */
export interface Payload {
  readonly seq: number;
  readonly cursor: string;
  readonly isLast: boolean;
  /** The execution result as JSON. */
  readonly body: Buffer;
}

/** Lengths of ids for which a template is kept: client libraries use few. */
const MAX_TEMPLATES = 4;

interface Template {
  readonly bytes: Buffer;
  /** The offsets of the ids. */
  readonly places: readonly number[];
}

/** Consecutive events, at least one, serialised once for all their readers. */
export class Batch {
  /** The event before the first. */
  readonly after: number;
  readonly to: number;
  readonly isLast: boolean;
  /** The cursor of its last event. */
  readonly cursor: string;
  private readonly payloads: readonly Payload[];
  private readonly templates = new Map<number, Template>();
  private stream: Buffer | undefined;

  constructor(payloads: readonly Payload[]) {
    const [first] = payloads;
    const last = payloads.at(-1);
    if (!first || !last) throw new Error('A batch holds at least one event.');
    this.payloads = payloads;
    this.after = first.seq - 1;
    this.to = last.seq;
    this.isLast = last.isLast;
    this.cursor = last.cursor;
  }

  /**
   * Writes it to a WebSocket under the id of an operation. All ids of one length share a buffer, into which each is written
   * in place: bytes that the kernel has taken are not read again. Bytes that still wait keep their buffer, and others get a copy.
   */
  writeTo(socket: Socket, id: Buffer): void {
    const { bytes, places } = this.templateFor(id.length);
    for (const place of places) bytes.set(id, place);
    socket.write(bytes);
    if (socket.writableLength > 0) this.templates.set(id.length, { bytes: copyOf(bytes), places });
  }

  /** The batch as server-sent events, the same bytes for every reader. */
  get events(): Buffer {
    this.stream ??= Buffer.concat(
      this.payloads.flatMap(({ cursor, body }) => [
        Buffer.from(`id: ${cursor}\nevent: next\ndata: `),
        body,
        Buffer.from('\n\n'),
      ]),
    );
    return this.stream;
  }

  private templateFor(idLength: number): Template {
    const known = this.templates.get(idLength);
    if (known) return known;
    if (this.templates.size === MAX_TEMPLATES) this.templates.clear();
    const template = this.template(idLength);
    this.templates.set(idLength, template);
    return template;
  }

  private template(idLength: number): Template {
    const size = this.payloads.reduce((sum, { body }) => sum + frameLength(idLength, body.length), 0);
    // Not from the pool: a slow reader would keep a whole slab of it alive.
    const bytes = Buffer.allocUnsafeSlow(size);
    let at = 0;
    const places = this.payloads.map(({ body }) => {
      const place = writeFrame(bytes, at, idLength, body);
      at += frameLength(idLength, body.length);
      return place;
    });
    return { bytes, places };
  }
}

function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
