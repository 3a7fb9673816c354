import type { Rule } from './source-files.ts';

const MAX_LINES = 300;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/;

/** A longer file holds two ideas. */
export const filesStayShort: Rule = (files) =>
  files
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${MAX_LINES}`);

/** One way to spell a file name. Migrations are named by their generator. */
export const namesAreKebabCase: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('src/'))
    .filter(({ path }) => !path.split('/').every((part) => KEBAB_CASE.test(part.endsWith('.ts') ? part : `${part}.ts`)))
    .map(({ path }) => `${path} is not kebab-case`);

/** Imports name the file that has the thing. */
export const noIndexFiles: Rule = (files) =>
  files.filter(({ path }) => /(^|\/)index\.ts$/.test(path)).map(({ path }) => `${path} is an index`);
