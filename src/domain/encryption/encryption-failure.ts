/**
 * NOT_AN_ENVELOPE: what is stored was never sealed, is cut short, or is of another version. KEY_NOT_FOUND: no key of the
 * ring sealed it. NOT_AUTHENTIC: it was changed, or sealed for another place. NOT_TEXT, UNNAMED_PLACE: it cannot be sealed.
 */
export type EncryptionFault = 'NOT_AN_ENVELOPE' | 'KEY_NOT_FOUND' | 'NOT_AUTHENTIC' | 'NOT_TEXT' | 'UNNAMED_PLACE';

/** A text could not be sealed or opened. The message says why, and holds nothing of the text. */
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
