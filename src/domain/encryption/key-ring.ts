import { createHash, createSecretKey, type KeyObject } from 'node:crypto';

export const KEY_BYTES = 32;

export interface EncryptionKey {
  readonly id: string;
  /** Hides its bytes when it is printed. */
  readonly secret: KeyObject;
}

/** The id of a key for envelopes, logs and messages: the first 8 bytes of its SHA-256, in hexadecimal digits. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** The keys of a server: the first encrypts, all decrypt. */
export class KeyRing {
  readonly sealing: EncryptionKey;
  private readonly byId = new Map<string, EncryptionKey>();

  /** Keys of 32 bytes. Throws a RangeError for another length, for a repeated key, and for an empty list. */
  constructor(keys: readonly Uint8Array[]) {
    for (const key of keys) this.add(key);
    const [first] = this.byId.values();
    if (!first) throw new RangeError('No encryption key.');
    this.sealing = first;
  }

  /** Ids of all keys, the encrypting key first. */
  get ids(): readonly string[] {
    return [...this.byId.keys()];
  }

  find(id: string): EncryptionKey | undefined {
    return this.byId.get(id);
  }

  private add(key: Uint8Array): void {
    if (key.length !== KEY_BYTES) throw new RangeError(`An encryption key has ${KEY_BYTES} bytes, not ${key.length}.`);
    const id = keyIdOf(key);
    if (this.byId.has(id)) throw new RangeError(`The key ${id} is there twice.`);
    this.byId.set(id, { id, secret: createSecretKey(key) });
  }
}
