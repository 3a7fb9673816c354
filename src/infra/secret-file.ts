import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Creates a file that only its owner can read. Of several concurrent processes one succeeds; the others find the complete file. */
export function makeSecretFile(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeBeside(path, content, (written) => {
    try {
      linkSync(written, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  });
}

/** Replaces the content of such a file. */
export function replaceSecretFile(path: string, content: string | Buffer): void {
  writeBeside(path, content, (written) => renameSync(written, path));
}

/** Writes a file under another name, then moves it into place, so that a reader never sees half a secret. */
function writeBeside(path: string, content: string | Buffer, putInPlace: (written: string) => void): void {
  const written = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(written, content, { mode: 0o600, flag: 'wx', flush: true });
    putInPlace(written);
  } finally {
    rmSync(written, { force: true });
  }
}
