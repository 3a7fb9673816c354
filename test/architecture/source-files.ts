import { readdirSync, readFileSync } from 'node:fs';
import { parseImports, type SourceImport } from './imports.ts';
import { withoutComments, withoutTexts } from './strip.ts';

/** A source file as the rules see it. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  /** Without comments and without the contents of quoted texts. */
  readonly code: string;
  readonly imports: readonly SourceImport[];
}

/** Answers one line for each breach, empty when the rule is kept. */
export type Rule = (files: readonly SourceFile[]) => string[];

export function sourceFile(path: string, text: string): SourceFile {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const uncommented = withoutComments(text);
  return { path, lines, code: withoutTexts(uncommented), imports: parseImports(path, uncommented) };
}

/** All hand-written TypeScript below `folder`. What codegen writes keeps its own house. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('src/cli/generated/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(path, 'utf8')));
}
