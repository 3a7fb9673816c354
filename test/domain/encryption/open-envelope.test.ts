import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../src/domain/encryption/envelope.ts';
import type { Place } from '../../../src/domain/encryption/field-place.ts';
import { encryptionWith, keyNamed, PLACE } from './world.ts';

const PROGRAM = fileURLToPath(new URL('open-envelope.py', import.meta.url));
const loads = "import ctypes, ctypes.util; ctypes.CDLL(ctypes.util.find_library('crypto')).EVP_aes_256_gcm";
const hasPython = spawnSync('python3', ['-c', loads]).status === 0;

/** Decrypts an envelope with a program that shares no code with the server. */
function openedElsewhere({ bytes }: Envelope, place: Place): { text: unknown; error: string } {
  const given = { key: keyNamed('new').toString('hex'), envelope: Buffer.from(bytes).toString('hex'), place };
  const { stdout, stderr } = spawnSync('python3', [PROGRAM], { input: JSON.stringify(given), encoding: 'utf8' });
  return { text: stdout ? JSON.parse(stdout) : undefined, error: stderr.trim() };
}

describe.skipIf(!hasPython)('a separate program with the key and the documentation', () => {
  const { encryption } = encryptionWith('new');

  it.each(['', 'sk-live-123', 'Schlüssel “λ” 🔑\n\0', 'x'.repeat(100_000)])('decrypts the text', (text) => {
    const place = { ...PLACE, row: 'a "row" of ünusual\\name' };
    expect(openedElsewhere(encryption.seal(text, place), place)).toEqual({ text, error: '' });
  });

  it('does not decrypt it for another place', () => {
    const elsewhere = { ...PLACE, workspaceId: 'wsp_2' };
    expect(openedElsewhere(encryption.seal('secret', PLACE), elsewhere)).toEqual({ text: undefined, error: 'refused' });
  });
});
