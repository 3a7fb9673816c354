import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Node's arguments that run the program: as it was built, which starts in half the time, unless a source is newer. */
export const PROGRAM: readonly string[] = isBuiltAfterAll() ? ['bin/aragora.js'] : ['--import', 'tsx', 'src/main.ts'];

function isBuiltAfterAll(): boolean {
  const built = statSync(join(ROOT, 'dist/server/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['src', 'migrations'].every((folder) => lastChangeIn(join(ROOT, folder)) < built);
}

/** Folders count too: a file that was taken away changes them. */
function lastChangeIn(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  return Math.max(...[folder, ...paths].map((path) => statSync(path).mtimeMs));
}
