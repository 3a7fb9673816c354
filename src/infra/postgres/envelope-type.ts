import { type Platform, Type } from '@mikro-orm/core';
import { Envelope } from '../../domain/encryption/envelope.ts';

/**
 * A column (`bytea`) of envelopes. The store encrypts and decrypts, because only the store knows row and workspace.
 * This type passes the encrypted bytes on and never decrypts them, so an entity that was only read is unchanged. A
 * value that is not an envelope is not written.
 */
export class EnvelopeType extends Type<Envelope, Uint8Array> {
  override convertToDatabaseValue(value: Envelope): Uint8Array {
    if (value === null || value === undefined) return value;
    if (value instanceof Envelope) return Buffer.from(value.bytes);
    throw new TypeError(
      `${this.prop?.name ?? 'This column'} takes only sealed texts. Seal it with a FieldCipher first.`,
    );
  }

  override convertToJSValue(value: Uint8Array | Envelope): Envelope {
    if (value === null || value === undefined || value instanceof Envelope) return value;
    return new Envelope(value);
  }

  override compareValues(one: Uint8Array | null, other: Uint8Array | null): boolean {
    return one === other || (!!one && !!other && Buffer.compare(one, other) === 0);
  }

  override compareAsType(): string {
    return 'Buffer';
  }

  override getColumnType(_prop: unknown, platform: Platform): string {
    return platform.getBlobDeclarationSQL();
  }
}
