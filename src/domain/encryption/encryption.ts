import type { Clock, Random } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { decrypt, encrypt } from './aes-gcm.ts';
import { EncryptionFailure } from './encryption-failure.ts';
import { type Envelope, envelopeOf, NONCE_BYTES, partsOf, VERSION } from './envelope.ts';
import { additionalData, type Place } from './field-place.ts';
import type { EncryptionKey, KeyRing } from './key-ring.ts';
import type { FieldCipher } from './ports.ts';

type Operation = 'encrypt' | 'decrypt';

interface EncryptionPorts {
  readonly keys: KeyRing;
  readonly random: Random;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** Encrypts single fields for their place, and decrypts them only there. Emits a signal for every use and failure. */
export class Encryption implements FieldCipher {
  private readonly ports: EncryptionPorts;

  constructor(ports: EncryptionPorts) {
    this.ports = ports;
  }

  /** Ids of the keys: the first encrypts, all decrypt. */
  get keyIds(): readonly string[] {
    return this.ports.keys.ids;
  }

  seal(plaintext: string, place: Place): Envelope {
    return this.told('encrypt', place, () => {
      // UTF-8 has no lone surrogates, so decryption would return another text.
      if (!plaintext.isWellFormed()) {
        throw new EncryptionFailure('NOT_TEXT', 'Half a character (a lone surrogate) stands in what is to be sealed.');
      }
      const { id: keyId, secret } = this.ports.keys.sealing;
      const nonce = Buffer.from(this.ports.random.hex(NONCE_BYTES), 'hex');
      const additional = additionalData(VERSION, keyId, place);
      return envelopeOf({ keyId, ...encrypt(secret, nonce, Buffer.from(plaintext), additional) });
    });
  }

  open(envelope: Envelope, place: Place): string {
    return this.told('decrypt', place, () => {
      const { keyId, ...encrypted } = partsOf(envelope);
      const { secret } = this.keyOf(keyId);
      const additional = additionalData(VERSION, keyId, place);
      try {
        return decrypt(secret, encrypted, additional).toString();
      } catch (error) {
        const message = 'What is stored there was changed, or was sealed for another place.';
        throw new EncryptionFailure('NOT_AUTHENTIC', message, { cause: error });
      }
    });
  }

  private keyOf(id: string): EncryptionKey {
    const key = this.ports.keys.find(id);
    if (key) return key;
    const advice = 'Put the key that it was sealed with into ARAGORA_ENCRYPTION_KEY again, after the first.';
    throw new EncryptionFailure('KEY_NOT_FOUND', `Key not found: ${id}. ${advice}`);
  }

  private told<T>(operation: Operation, place: Place, work: () => T): T {
    const { clock, emit } = this.ports;
    const { table: store, column, row, workspaceId } = place;
    const startedAt = clock.monotonicMs();
    try {
      return work();
    } catch (error) {
      const failure = error instanceof EncryptionFailure ? error.code : 'OTHER';
      emit('encryptionFailed', { operation, store, failure, column, row, workspaceId, error });
      throw error;
    } finally {
      emit('encryptionUsed', { operation, store, durationMs: clock.monotonicMs() - startedAt });
    }
  }
}
