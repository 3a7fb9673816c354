import { readdirSync, readFileSync } from 'node:fs';
import { parseImports, type SourceImport } from './imports.ts';
import { labelsOf, proseOf, withoutComments, withoutTexts } from './strip.ts';

/** A source file as the rules see it. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  /** Without comments and without the contents of quoted texts. Empty for documents. */
  readonly code: string;
  /** Quoted texts of one word. */
  readonly labels: readonly string[];
  /** Comments and quoted sentences, by line; all of a document. */
  readonly prose: readonly string[];
  readonly imports: readonly SourceImport[];
}

/** Returns a line for each breach; an empty list when the rule is kept. */
export type Rule = (files: readonly SourceFile[]) => string[];

const DOCUMENT = /\.(md|graphql)$/;

export function sourceFile(path: string, text: string): SourceFile {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (DOCUMENT.test(path)) return { path, lines, code: '', labels: [], prose: text.split('\n'), imports: [] };
  const uncommented = withoutComments(text);
  const imports = parseImports(path, uncommented);
  return { path, lines, code: withoutTexts(uncommented), labels: labelsOf(text), prose: proseOf(text), imports };
}

/** All hand-written TypeScript below `folder`. Generated code has rules of its own. */
export function readSources(folder: string): SourceFile[] {
  return readAll(listFiles(folder).filter((path) => path.endsWith('.ts')));
}

/** The same with scripts, documents and operations. */
export function readTexts(folder: string): SourceFile[] {
  return readAll(listFiles(folder).filter((path) => /\.(tsx?|js|md|graphql)$/.test(path)));
}

/** Paths of all files below `folder`, from the root of the repository. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|generated)\//.test(path))
    .sort();
}

function readAll(paths: readonly string[]): SourceFile[] {
  return paths.map((path) => sourceFile(path, readFileSync(path, 'utf8')));
}
