import { LRUCache } from 'lru-cache';

const FINAL_TEXT = 0x81;
const NEXT = Buffer.from('","type":"next","payload":');
const OPENING = Buffer.from('{"id":"');

/** Clients count their operations or give them UUIDs; of what is longer nobody else is going to have the same. */
const MAX_KNOWN = 36;
const known = new LRUCache<string, Buffer>({ max: 1_000 });

/** The operation's id as it stands within a message: one for all who have the same, which is not to be written to. */
export function idWithin(id: string): Buffer {
  const made = known.get(id) ?? Buffer.from(JSON.stringify(id).slice(1, -1));
  if (id.length <= MAX_KNOWN) known.set(id, made);
  return made;
}

/** Bytes of the WebSocket frame with a `next` message for an id and a payload of these lengths. */
export function frameLength(idLength: number, payloadLength: number): number {
  const message = messageLength(idLength, payloadLength);
  return headLength(message) + message;
}

/**
 * Writes an unmasked, unfragmented text frame (RFC 6455, 5.2) with the `next` message of graphql-transport-ws, the place of
 * the id left open; answers where that place begins.
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
