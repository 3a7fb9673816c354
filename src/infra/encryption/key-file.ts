import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { KEY_BYTES } from '../../domain/encryption/key-ring.ts';
import { CannotStart } from '../cannot-start.ts';
import { makeSecretFile } from '../secret-file.ts';

/**
 * The key in a file that only its owner can read; created when there is none. It has 64 hexadecimal digits, so that it can
 * be copied into the settings. Throws `CannotStart` when no key is available.
 */
export function encryptionKeyInFile(path: string): Uint8Array {
  try {
    if (!existsSync(path)) makeSecretFile(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    return keyIn(readFileSync(path, 'utf8').trim());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Restore the key that encrypted the data, or set ARAGORA_ENCRYPTION_KEY.';
    throw new CannotStart(`The key that fields are encrypted with, ${path}, cannot be used: ${reason}. ${advice}`, {
      cause: error,
    });
  }
}

function keyIn(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new RangeError(`it does not hold ${KEY_BYTES} bytes as ${KEY_BYTES * 2} hexadecimal digits`);
}
