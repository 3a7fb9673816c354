import { posix } from 'node:path';

const MAX_FILES = 25;
/** One file a migration, and one a decision: they are lists, not folders to look around in. */
const LISTS = /^(migrations|docs\/decisions)$/;

/** Folders that hold too many files to be looked through. */
export function crowdedFolders(paths: readonly string[]): string[] {
  return [...Map.groupBy(paths, (path) => posix.dirname(path))]
    .filter(([folder, files]) => files.length > MAX_FILES && !LISTS.test(folder))
    .map(([folder, files]) => `${folder} holds ${files.length} files, more than ${MAX_FILES}: split it by meaning`);
}

/** Files `x.ts` beside a folder `x/`: the file belongs into the folder. */
export function filesBesideTheirFolder(paths: readonly string[]): string[] {
  const folders = new Set(paths.flatMap(ancestors));
  return paths
    .filter((path) => path.endsWith('.ts') && folders.has(path.slice(0, -'.ts'.length)))
    .map((path) => `${path} stands beside the folder of its name`);
}

function ancestors(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [folder, ...ancestors(folder)];
}
