import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { KeyInUse, KeyRing } from '../../domain/receipts/ports.ts';
import { keyOfPem, keyOfSeed } from '../../domain/receipts/receipt-key.ts';
import { userError } from '../../domain/shared/errors.ts';
import { CannotStart } from '../cannot-start.ts';
import { makeSecretFile, replaceSecretFile } from '../secret-file.ts';

/** The key from the settings, the same for all processes with these settings. */
export class ConfiguredKey implements KeyRing {
  private readonly key: KeyInUse;

  constructor(seed: Uint8Array) {
    this.key = { ...keyOfSeed(seed), origin: 'settings' };
  }

  async current(): Promise<KeyInUse> {
    return this.key;
  }

  async rotate(): Promise<never> {
    const advice = 'Set a new one there and restart the servers; receipts of the old one stay valid.';
    throw userError('CONFLICT', `The key is set by ARAGORA_RECEIPT_SIGNING_KEY. ${advice}`);
  }
}

/** A key in a file that only its owner can read; created when there is none. Processes that share the file share the key. */
export class KeyFile implements KeyRing {
  private readonly path: string;
  private readonly origin: string;
  private key: KeyInUse | undefined;
  private readAt = '';

  constructor(path: string) {
    this.path = path;
    this.origin = `file ${hostname()}:${resolve(path)}`;
  }

  /** Reads the key again, because another process may have replaced it. Throws `CannotStart` when no key was ever read. */
  async current(): Promise<KeyInUse> {
    try {
      return this.read();
    } catch (error) {
      // A debate must be able to end even when the disk is unavailable.
      if (this.key) return this.key;
      throw unusable(this.path, error);
    }
  }

  async rotate(): Promise<KeyInUse> {
    try {
      replaceSecretFile(this.path, newKey());
      return this.read();
    } catch (error) {
      throw unusable(this.path, error);
    }
  }

  private read(): KeyInUse {
    if (!existsSync(this.path)) makeSecretFile(this.path, newKey());
    const { mtimeMs, ino } = statSync(this.path);
    const version = `${ino} ${mtimeMs}`;
    if (this.key && this.readAt === version) return this.key;
    this.key = { ...keyOfPem(readFileSync(this.path, 'utf8')), origin: this.origin };
    this.readAt = version;
    return this.key;
  }
}

function newKey(): string | Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
}

function unusable(path: string, error: unknown): CannotStart {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = 'Put an Ed25519 private key in PEM there, remove the file, or set ARAGORA_RECEIPT_SIGNING_KEY.';
  return new CannotStart(`The key that receipts are signed with, ${path}, cannot be used: ${reason}. ${advice}`, {
    cause: error,
  });
}
