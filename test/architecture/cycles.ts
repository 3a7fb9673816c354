import type { Rule, SourceFile } from './source-files.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** No file needs itself to be loaded, over however many other files. Type imports do not count: they are gone by then. */
export const noImportCycles: Rule = (files) => cyclesIn(new Map(files.map((file) => [file.path, needs(file)])));

/** The same for the folders of features in domain and infra. */
export const noFolderCycles: Rule = (files) => {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const folder = featureFolder(file.path);
    const others = needs(file).flatMap((path) => featureFolder(path) ?? []);
    if (folder) graph.set(folder, [...(graph.get(folder) ?? []), ...others.filter((other) => other !== folder)]);
  }
  return cyclesIn(graph);
};

function cyclesIn(graph: Graph): string[] {
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) cycles.push([...trail.slice(start), node].join(' → '));
    if (start >= 0 || finished.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    finished.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}

function needs(file: SourceFile): string[] {
  return file.imports.flatMap((one) => (one.file && !one.typeOnly ? [one.file] : []));
}

/** `src/infra/debates` for a file below it; undefined for files that stand in no such folder. */
function featureFolder(path: string): string | undefined {
  return /^src\/(domain|infra)\/[^/]+(?=\/)/.exec(path)?.[0];
}
