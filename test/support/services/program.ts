import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What the built program is made of: the sources, the packages it uses, and how they are put together. */
const MADE_OF = ['src', 'migrations', 'scripts', 'package-lock.json'];

/** Node's arguments that run the program: as it was built, unless a source was changed while the tests run. */
export const PROGRAM: readonly string[] = isBuilt() ? ['bin/aragora.js'] : ['--import', 'tsx', 'src/main.ts'];

/** Whether the program was built from the sources as they are now. */
export function isBuilt(): boolean {
  const built = statSync(join(ROOT, 'dist/server/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return MADE_OF.every((path) => lastChangeIn(join(ROOT, path)) < built);
}

/** Folders count too: a file that was taken away changes them. */
function lastChangeIn(place: string): number {
  const own = statSync(place);
  if (!own.isDirectory()) return own.mtimeMs;
  const paths = readdirSync(place, { recursive: true, encoding: 'utf8' }).map((path) => join(place, path));
  return Math.max(own.mtimeMs, ...paths.map((path) => statSync(path).mtimeMs));
}
