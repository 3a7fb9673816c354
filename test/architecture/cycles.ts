import type { Rule, SourceFile } from './source-files.ts';

/** No file needs itself, over however many others, to be loaded. Type imports do not count: they are gone by then. */
export const noImportCycles: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || finished.has(path)) return;
    for (const next of needs(byPath.get(path))) visit(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of byPath.keys()) visit(path, []);
  return cycles;
};

function needs(file: SourceFile | undefined): string[] {
  return (file?.imports ?? []).flatMap((one) => (one.file && !one.typeOnly ? [one.file] : []));
}
