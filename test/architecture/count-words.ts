// Prints how many lines of prose break the rule of words, by folder: node --import tsx test/architecture/count-words.ts [--lines]
import { posix } from 'node:path';
import { readTexts } from './source-files.ts';
import { namesAreOfTheField, proseIsPlain } from './words.ts';

const FOLDERS = ['src', 'migrations', 'test', 'bench', 'scripts', 'schema/operations', 'docs'];

const files = FOLDERS.flatMap(readTexts);
const breaches = [...proseIsPlain(files), ...namesAreOfTheField(files)];
const byFolder = Map.groupBy(breaches, (breach) => posix.dirname(breach.split(' ')[0] ?? ''));
for (const [folder, lines] of [...byFolder].sort()) console.log(`${String(lines.length).padStart(4)} ${folder}`);
if (process.argv.includes('--lines')) for (const line of breaches) console.log(line);
console.log(`${String(breaches.length).padStart(4)} in all`);
