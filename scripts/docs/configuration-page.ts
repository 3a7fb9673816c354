import type { Setting } from '../../src/infra/config/setting.ts';
import { groups } from './groups.ts';

const INTRO = `<!-- Written by \`npm run docs\` from infra/<feature>/settings.ts: change it there. -->

# Configuration

Aragora runs without any setting. A setting is an environment variable, or a line of a \`.env\` file in
the working directory (start with \`cp .env.example .env\`). A command line flag overrides the environment, and the
environment overrides \`.env\`. An empty value counts as not set.

A value that is not allowed stops the start: one message names every mistake, what is allowed and what to write instead.
It never shows a secret. A variable that begins with \`ARAGORA_\` and is not on this page has no effect; the log says so
at the start.`;

/** `docs/configuration.md`: a section for each variable, so that every one can be linked to. */
export function configurationPage(): string {
  const sections = groups().map(({ title, variables }) => [`## ${title}`, ...variables.map(section)].join('\n\n'));
  return `${[INTRO, ...sections].join('\n\n')}\n`;
}

function section(variable: Setting): string {
  const rows = [`- Default: ${variable.default ? code(variable.default) : 'not set'}`];
  rows.push(`- Allowed: ${variable.type.description}`);
  if (variable.example) rows.push(`- Example: ${code(variable.example)}`);
  if (variable.secret) rows.push('- Secret: messages and logs never show it');
  return `### \`${variable.name}\`\n\n${variable.description}\n\n${rows.join('\n')}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
