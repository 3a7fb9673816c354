import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the package: the same from `src` and from `dist`. */
const ROOT = upToPackage(import.meta.dirname);

export const WEB_BUILD = join(ROOT, 'dist', 'web');
export const MODELS_FILE = join(ROOT, 'data', 'models.json');
/** The documented operations; they are the trusted documents. */
export const OPERATIONS = join(ROOT, 'schema', 'operations');
export const PACKAGE_FILE = join(ROOT, 'package.json');

function upToPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const above = dirname(directory);
  if (above === directory) throw new Error(`No package.json above ${import.meta.dirname}.`);
  return upToPackage(above);
}
