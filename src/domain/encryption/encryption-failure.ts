/**
 * NOT_AN_ENVELOPE: the stored bytes were never encrypted, are truncated, or have another version. KEY_NOT_FOUND: the
 * key ring lacks the key. NOT_AUTHENTIC: the envelope was changed, or encrypted for another place. NOT_TEXT,
 * UNNAMED_PLACE: the field cannot be encrypted.
 */
export type EncryptionFault = (typeof ENCRYPTION_FAULTS)[number];

export const ENCRYPTION_FAULTS = [
  'NOT_AN_ENVELOPE',
  'KEY_NOT_FOUND',
  'NOT_AUTHENTIC',
  'NOT_TEXT',
  'UNNAMED_PLACE',
] as const;

/** A field could not be encrypted or decrypted. The message says why, and contains no part of the text. */
export class EncryptionFailure extends Error {
  override readonly name = 'EncryptionFailure';

  constructor(
    readonly code: EncryptionFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
