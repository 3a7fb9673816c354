import { LRUCache } from 'lru-cache';

const FINAL_TEXT = 0x81;
const NEXT = Buffer.from('","type":"next","payload":');
const OPENING = Buffer.from('{"id":"');

/** Clients number their operations or give them UUIDs. A longer id is not likely to be shared. */
const MAX_KNOWN = 36;
const known = new LRUCache<string, Buffer>({ max: 1_000 });

/** The id of an operation as it is written in a message. The buffer is shared: do not write to it. */
export function idWithin(id: string): Buffer {
  const made = known.get(id) ?? Buffer.from(JSON.stringify(id).slice(1, -1));
  if (id.length <= MAX_KNOWN) known.set(id, made);
  return made;
}

/** Length in bytes of the WebSocket frame of a `next` message, by the lengths of its id and its payload. */
export function frameLength(idLength: number, payloadLength: number): number {
  const message = messageLength(idLength, payloadLength);
  return headLength(message) + message;
}

/**
 * Writes an unmasked, unfragmented text frame (RFC 6455, 5.2) with the `next` message of graphql-transport-ws. The id is left
 * blank; returns its offset.
 */
export function writeFrame(into: Buffer, at: number, idLength: number, payload: Buffer): number {
  const message = messageLength(idLength, payload.length);
  const head = headLength(message);
  into[at] = FINAL_TEXT;
  if (head === 2) into[at + 1] = message;
  else if (head === 4) {
    into[at + 1] = 126;
    into.writeUInt16BE(message, at + 2);
  } else {
    into[at + 1] = 127;
    into.writeBigUInt64BE(BigInt(message), at + 2);
  }
  const idAt = at + head + OPENING.copy(into, at + head);
  let end = idAt + idLength;
  end += NEXT.copy(into, end);
  end += payload.copy(into, end);
  into[end] = 0x7d; // }
  return idAt;
}

function messageLength(idLength: number, payloadLength: number): number {
  return OPENING.length + idLength + NEXT.length + payloadLength + 1;
}

function headLength(message: number): number {
  if (message < 126) return 2;
  return message < 65_536 ? 4 : 10;
}
