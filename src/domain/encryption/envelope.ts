import { EncryptionFailure } from './encryption-failure.ts';

export const VERSION = 1;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const KEY_ID_BYTES = 8;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;
/** Bytes at the start of an envelope that name its key. */
export const HEAD_BYTES = 1 + KEY_ID_BYTES;

/** Parts of an envelope of version 1. */
export interface EnvelopeParts {
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** The bytes stored in place of a text. They are validated when they are decrypted. */
export class Envelope {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  equals(other: Envelope): boolean {
    return Buffer.compare(this.bytes, other.bytes) === 0;
  }
}

/**
 * ```
 * version (1) │ key id (8) │ nonce (12) │ ciphertext (as long as the text) │ tag (16)
 * ```
 */
export function envelopeOf({ keyId, nonce, ciphertext, tag }: EnvelopeParts): Envelope {
  return new Envelope(Buffer.concat([Buffer.of(VERSION), Buffer.from(keyId, 'hex'), nonce, ciphertext, tag]));
}

/** The parts of an envelope. Throws an `EncryptionFailure` (NOT_AN_ENVELOPE) for bytes that cannot be one. */
export function partsOf({ bytes }: Envelope): EnvelopeParts {
  if (bytes.length < HEADER_BYTES + TAG_BYTES || bytes[0] !== VERSION) {
    throw new EncryptionFailure('NOT_AN_ENVELOPE', `What is stored there is no envelope of version ${VERSION}.`);
  }
  return {
    keyId: Buffer.from(bytes.subarray(1, 1 + KEY_ID_BYTES)).toString('hex'),
    nonce: bytes.subarray(1 + KEY_ID_BYTES, HEADER_BYTES),
    ciphertext: bytes.subarray(HEADER_BYTES, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  };
}

/** The id of the key that encrypted an envelope, from its first `HEAD_BYTES`; undefined for another version. */
export function keyIdInHead(head: Uint8Array): string | undefined {
  if (head.length !== HEAD_BYTES || head[0] !== VERSION) return undefined;
  return Buffer.from(head.subarray(1)).toString('hex');
}
