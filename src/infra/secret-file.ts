import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a file that only its owner can read. Of several processes that do so at once one is first; the others find it, whole. */
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

/** Puts other content in the place of such a file. */
export function replaceSecretFile(path: string, content: string | Buffer): void {
  writeBeside(path, content, (written) => renameSync(written, path));
}

/** Writes into a file of another name and has it put in its place: nobody ever reads half a secret. */
function writeBeside(path: string, content: string | Buffer, putInPlace: (written: string) => void): void {
  const written = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(written, content, { mode: 0o600, flag: 'wx', flush: true });
    putInPlace(written);
  } finally {
    rmSync(written, { force: true });
  }
}
