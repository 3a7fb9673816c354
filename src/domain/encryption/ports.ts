import type { Envelope } from './envelope.ts';
import type { Place } from './field-place.ts';

/** Encryption for stores. A text encrypted for one place cannot be decrypted at another. */
export interface FieldCipher {
  /** Encrypts a text for the place, each time to a different envelope. Throws an `EncryptionFailure`. */
  seal(plaintext: string, place: Place): Envelope;
  /** Decrypts a text of this place. Throws an `EncryptionFailure` for anything else. */
  open(envelope: Envelope, place: Place): string;
}
