import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSignedBy, signed } from '../../../src/domain/receipts/receipt-key.ts';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { ConfiguredKey, KeyFile } from '../../../src/infra/receipts/key-ring.ts';
import { refusals } from '../../support/refusals.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'aragora-keys-'));
  path = join(directory, 'data', 'receipt-signing.key');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the key in a file', () => {
  it('is created once, readable by its owner only, and is the same for every process', async () => {
    const key = await new KeyFile(path).current();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await new KeyFile(path).current()).keyId).toBe(key.keyId);
    expect(isSignedBy({ a: 1 }, signed({ a: 1 }, await new KeyFile(path).current()), key)).toBe(true);
  });

  it('can be read by OpenSSL', async () => {
    await new KeyFile(path).current();
    const { status, stdout } = spawnSync('openssl', ['pkey', '-in', path, '-noout', '-text'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('ED25519 Private-Key') });
  });

  it('that another process rotated is used from then on', async () => {
    const [one, other] = [new KeyFile(path), new KeyFile(path)];
    const first = await one.current();
    const second = await other.rotate();
    expect(second.keyId).not.toBe(first.keyId);
    expect((await one.current()).keyId).toBe(second.keyId);
    expect(second.origin).toBe(first.origin);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('stays in use when the file cannot be read any more', async () => {
    const ring = new KeyFile(path);
    const { keyId } = await ring.current();
    writeFileSync(path, 'no key');
    expect((await ring.current()).keyId).toBe(keyId);
  });

  it.each([
    ['a text that is not PEM', 'no key'],
    ['no content', ''],
    ['another type of key', spawnSync('openssl', ['genpkey', '-algorithm', 'X25519'], { encoding: 'utf8' }).stdout],
  ])('with %s is rejected with advice', async (_, content) => {
    await new KeyFile(path).current();
    writeFileSync(path, content);
    const refused = new KeyFile(path).current();
    await expect(refused).rejects.toThrow(CannotStart);
    await expect(refused).rejects.toThrow('ARAGORA_RECEIPT_SIGNING_KEY');
    expect(readFileSync(path, 'utf8')).toBe(content);
  });
});

describe('the key in the settings', () => {
  it('is the same for the same seed, and cannot be rotated by the server', async () => {
    const [one, other] = [new ConfiguredKey(Buffer.alloc(32, 7)), new ConfiguredKey(Buffer.alloc(32, 7))];
    expect((await one.current()).keyId).toBe((await other.current()).keyId);
    expect(await refusals(() => one.rotate())).toEqual(['CONFLICT ']);
  });
});
