import { readdir, readFile } from 'node:fs/promises';

const FOLDER = 'docs/decisions';
const INDEX = 'README.md';

const INTRO = `# Decisions

<!-- Written by \`npm run docs\` from the titles of the files in this folder. -->

One decision a file: what was decided, why, and what was measured. To change a decision, change its file and say why;
delete a file that is no longer true.
`;

/** `docs/decisions/README.md`: a line for each decision, so that two branches that add one do not conflict. */
export async function decisionsIndex(): Promise<string> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md') && name !== INDEX).sort();
  const lines = await Promise.all(names.map(async (name) => `- [${await titleOf(name)}](${name})\n`));
  return `${INTRO}\n${lines.join('')}`;
}

async function titleOf(name: string): Promise<string> {
  const [first = ''] = (await readFile(`${FOLDER}/${name}`, 'utf8')).split('\n');
  const title = /^# (.+)$/.exec(first)?.[1];
  if (title === undefined) throw new Error(`${FOLDER}/${name} has to begin with a title: # What was decided`);
  return title;
}
