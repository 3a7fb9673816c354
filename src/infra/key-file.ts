import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What stands in a file that only its owner can read, made when there is none. Processes that share the file share the key. */
export function readOrMake(path: string, make: () => string): string {
  if (!existsSync(path)) makeOnce(path, make);
  return readFileSync(path, 'utf8');
}

/** Puts something new in its place: nobody ever reads half of it. */
export function replaceKey(path: string, make: () => string): void {
  writeBeside(path, make, (written) => renameSync(written, path));
}

/** Of several processes that start at once one puts its file there; the others find it, whole. */
function makeOnce(path: string, make: () => string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeBeside(path, make, (written) => {
    try {
      linkSync(written, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  });
}

function writeBeside(path: string, make: () => string, putInPlace: (written: string) => void): void {
  const written = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(written, make(), { mode: 0o600, flag: 'wx', flush: true });
    putInPlace(written);
  } finally {
    rmSync(written, { force: true });
  }
}
