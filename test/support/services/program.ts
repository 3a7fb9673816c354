import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The parts of the built program: the sources, the packages, and the build scripts. */
const MADE_OF = ['src', 'migrations', 'scripts', 'package-lock.json'];

/** Arguments for Node.js that run the built program, or the sources when they are newer than the build. */
export const PROGRAM: readonly string[] = isBuilt() ? ['bin/aragora.js'] : ['--import', 'tsx', 'src/main.ts'];

/** Whether the program was built from the present sources. */
export function isBuilt(): boolean {
  const built = statSync(join(ROOT, 'dist/server/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return MADE_OF.every((path) => lastChangeIn(join(ROOT, path)) < built);
}

/** Folders are included, because they change when a file is removed. */
function lastChangeIn(place: string): number {
  const own = statSync(place);
  if (!own.isDirectory()) return own.mtimeMs;
  const paths = readdirSync(place, { recursive: true, encoding: 'utf8' }).map((path) => join(place, path));
  return Math.max(own.mtimeMs, ...paths.map((path) => statSync(path).mtimeMs));
}
