import type { Rule } from './source-files.ts';

/** What reaches past the domain's ports, and the port or place to use instead. */
const IMPURE: { what: string; found: RegExp; instead: string }[] = [
  { what: 'Date.now()', found: /\bDate\.now\b/, instead: 'the Clock port' },
  { what: 'new Date()', found: /\bnew\s+Date(\s*\(\s*\)|\s*[^\s(])/, instead: 'the Clock port' },
  { what: 'performance', found: /\bperformance\.(now|timeOrigin)\b/, instead: 'the Clock port' },
  {
    what: 'a timer',
    found: /\b(setTimeout|setInterval|setImmediate)\b|\bAbortSignal\.timeout\b/,
    instead: 'the Clock port',
  },
  {
    what: 'randomness',
    found: /\bMath\.random\b|\b(randomUUID|randomBytes|randomInt|getRandomValues)\b/,
    instead: 'the Random port',
  },
  { what: 'process', found: /(?<![.\w])process\s*[.[?]/, instead: 'an argument' },
  { what: 'console', found: /(?<![.\w])console\s*[.[?]/, instead: 'a signal' },
  { what: 'the network', found: /(?<![.\w])fetch\s*\(/, instead: 'a port of the feature' },
];

/** The domain has no clock, no chance, no environment and no output of its own. */
export const domainIsPure: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('src/domain/'))
    .flatMap(({ path, code }) =>
      IMPURE.filter(({ found }) => found.test(code)).map(({ what, instead }) => `${path} uses ${what}; use ${instead}`),
    );
