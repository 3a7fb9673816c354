import { posix } from 'node:path';

export interface SourceImport {
  /** As it is written. */
  readonly specifier: string;
  /** The path of the imported file from the root, or undefined for a package. */
  readonly file: string | undefined;
  /** The package, such as `node:fs` or `@graphql-tools/utils`, or undefined for a file. */
  readonly package: string | undefined;
  /** Gone at run time. `import { type A }` is not: with verbatimModuleSyntax the module is still loaded. */
  readonly typeOnly: boolean;
}

// import … from 'x', export … from 'x'
const FROM =
  /^[ \t]*(?:import|export)\s+(type\s+(?!from\b|,))?(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s*['"]([^'"]+)['"]/gm;
// import 'x', import('x'), require('x'), import('x').Type
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)(\.[A-Z])?/gm;

/** The imports in `source`, which is free of comments. */
export function parseImports(importer: string, source: string): SourceImport[] {
  const found = [...source.matchAll(FROM)].map(([, type, specifier]) => ({ specifier, typeOnly: type !== undefined }));
  for (const [, sideEffect, called, type] of source.matchAll(BARE)) {
    found.push({ specifier: sideEffect ?? called, typeOnly: type !== undefined });
  }
  return found.map(({ specifier = '', typeOnly }) => ({ specifier, typeOnly, ...target(importer, specifier) }));
}

function target(importer: string, specifier: string): { file: string | undefined; package: string | undefined } {
  if (specifier.startsWith('.')) {
    return { file: posix.join(posix.dirname(importer), specifier), package: undefined };
  }
  const parts = specifier.split('/');
  return { file: undefined, package: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}
