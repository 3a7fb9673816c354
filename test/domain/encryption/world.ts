import { createHash } from 'node:crypto';
import { Encryption } from '../../../src/domain/encryption/encryption.ts';
import { EncryptionFailure } from '../../../src/domain/encryption/encryption-failure.ts';
import type { Place } from '../../../src/domain/encryption/field-place.ts';
import { KeyRing } from '../../../src/domain/encryption/key-ring.ts';
import type { Emit } from '../../../src/domain/shared/signals.ts';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A key of 32 bytes for each name. */
export function keyNamed(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}

export const PLACE: Place = { table: 'integrations', column: 'token', row: 'int_1', workspaceId: 'wsp_1' };

/** Encryption with the named keys, and all signals that it emitted. */
export function encryptionWith(...keys: readonly string[]) {
  const told: { name: string; detail: Record<string, unknown> }[] = [];
  const emit: Emit = (name, detail) => void told.push({ name, detail: { ...detail } });
  const ring = new KeyRing(keys.map(keyNamed));
  const encryption = new Encryption({ keys: ring, random: systemRandom, clock: new FakeClock(), emit });
  return { encryption, told, failures: () => told.filter(({ name }) => name === 'encryptionFailed') };
}

/** The error code of the work, or 'nothing failed'. */
export function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof EncryptionFailure) return error.code;
    throw error;
  }
  return 'nothing failed';
}
