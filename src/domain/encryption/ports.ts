import type { Envelope } from './envelope.ts';
import type { Place } from './place.ts';

/** What stores keep secrets with. A text sealed for one place opens at no other. */
export interface FieldCipher {
  /** Seals a text for the place, each time into another envelope. Throws an `EncryptionFailure` for what cannot be sealed. */
  seal(plaintext: string, place: Place): Envelope;
  /** The text that was sealed for just this place. Throws an `EncryptionFailure` for anything else: it never answers a guess. */
  open(envelope: Envelope, place: Place): string;
}
