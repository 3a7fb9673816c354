import type { Setting } from '../../src/infra/config/setting.ts';
import { groups } from './groups.ts';

const HEAD = `# Settings of Aragora. Copy this file to .env and take the # off the lines you change; real environment variables win.
# Written by \`npm run docs\` from infra/<feature>/settings.ts: change it there.`;

/** `.env.example`: every variable, commented out, with its default or an example. */
export function envExample(): string {
  const sections = groups().map(({ title, variables }) => `# --- ${title} ---\n\n${variables.map(entry).join('\n\n')}`);
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

function entry(variable: Setting): string {
  const allowed = `# Allowed: ${variable.type.description}.`;
  const value = variable.default || variable.example || '';
  const note = noteOf(variable);
  return `# ${variable.description.replaceAll('`', '')}\n${allowed}${note}\n# ${variable.name}=${value}`;
}

function noteOf(variable: Setting): string {
  if (variable.default) return '';
  return variable.example ? ' Not set by default; the line shows an example.' : ' Not set by default.';
}
