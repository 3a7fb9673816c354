import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../../src/app/config.ts';
import type { Deps, Doors } from '../../../src/app/feature.ts';
import { feature } from '../../../src/app/features/encryption/encryption.ts';
import { keyIdOf } from '../../../src/domain/encryption/key-ring.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { encryptionKeyInFile } from '../../../src/infra/encryption/key-file.ts';
import { systemClock as clock, systemRandom as random } from '../../../src/infra/runtime.ts';
import { PLACE } from '../../domain/encryption/world.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'aragora-keys-'));
  path = join(directory, 'data', 'encryption.key');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The encryption of a server with these settings and this data directory. */
const composed = (settings: Record<string, string>) =>
  encryptionOf(readConfig({ ARAGORA_DATA_DIR: dirname(path), ...settings }));

function encryptionOf(config: Config) {
  const deps: Pick<Deps, 'config' | 'random' | 'clock' | 'emit'> = { config, random, clock, emit: () => {} };
  const { doors, warnings = [] } = feature.compose(deps as Deps, {} as Doors);
  if (!doors?.encryption) throw new Error('The feature has no front door.');
  return { encryption: doors.encryption, warnings };
}

describe('the encryption key in a file', () => {
  it('is created once, readable by its owner only, in the format of the settings', () => {
    const key = encryptionKeyInFile(path);
    expect(key).toHaveLength(32);
    expect([statSync(path).mode & 0o777, readdirSync(dirname(path))]).toEqual([0o600, ['encryption.key']]);
    expect(encryptionKeyInFile(path)).toEqual(key);
    const [read] = readConfig({ ARAGORA_ENCRYPTION_KEY: readFileSync(path, 'utf8') }).encryptionKeys ?? [];
    expect(read).toEqual(key);
  });

  it.each(['', 'no key', 'ab'.repeat(31), `${'ab'.repeat(32)},${'cd'.repeat(32)}`])(
    'with the content %j is rejected, and not overwritten',
    (content) => {
      encryptionKeyInFile(path);
      writeFileSync(path, content);
      expect(() => encryptionKeyInFile(path)).toThrow(CannotStart);
      expect(() => encryptionKeyInFile(path)).toThrow(/32 bytes.*ARAGORA_ENCRYPTION_KEY/);
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );

  it('is not shown in the error message', () => {
    encryptionKeyInFile(path);
    writeFileSync(path, 'hunter2');
    expect(() => encryptionKeyInFile(path)).not.toThrow('hunter2');
  });
});

describe('the encryption of a server', () => {
  it('uses the keys of the settings and creates no file', () => {
    const { encryption, warnings } = composed({ ARAGORA_ENCRYPTION_KEY: `${'ab'.repeat(32)},${'cd'.repeat(32)}` });
    expect(encryption.keyIds).toEqual(['ab', 'cd'].map((byte) => keyIdOf(Buffer.from(byte.repeat(32), 'hex'))));
    expect([warnings, readdirSync(directory)]).toEqual([[], []]);
  });

  it('otherwise uses the key of its data directory, the same after a restart', () => {
    const sealed = composed({}).encryption.seal('secret', PLACE);
    const again = composed({});
    expect([again.encryption.open(sealed, PLACE), again.warnings]).toEqual(['secret', []]);
  });

  it('opens a text of the key file once that key is in the settings', () => {
    const sealed = composed({}).encryption.seal('secret', PLACE);
    const keys = `${'ab'.repeat(32)},${readFileSync(path, 'utf8').trim()}`;
    expect(composed({ ARAGORA_ENCRYPTION_KEY: keys }).encryption.open(sealed, PLACE)).toBe('secret');
  });

  it('warns when the database may outlive the data directory with the key', () => {
    const [warning] = composed({ DATABASE_URL: 'postgres://db/x' }).warnings;
    expect(warning).toContain('Data will not be recoverable after restart');
    expect(warning).toContain('ARAGORA_ENCRYPTION_KEY');
  });
});
