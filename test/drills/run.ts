// `npm run drill -- <name>` runs a drill in its full form. Without a name it lists the drills.
import { readdirSync } from 'node:fs';
import type { DrillReport } from './support/report.ts';

type Drill = (form: 'small' | 'full', say: (line: string) => void) => Promise<DrillReport>;

const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? [])
  .filter((name) => name !== 'run');
const [name] = process.argv.slice(2);

if (name === undefined) {
  console.log(`Drills: ${names.join(', ')}. For example: npm run drill -- ${names[0]}`);
} else if (names.includes(name)) {
  conclude(await drillOf(name).then((drill) => drill('full', say)));
} else {
  console.error(`There is no drill ${name}. The drills are ${names.join(', ')}.`);
  process.exitCode = 2;
}

/** A drill is the function with the name of its file: `killNine` in `kill-nine.ts`. */
async function drillOf(file: string): Promise<Drill> {
  const drills = (await import(new URL(`${file}.ts`, here).href)) as Record<string, Drill>;
  const drill = drills[file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
  if (!drill) throw new Error(`${file}.ts exports no drill.`);
  return drill;
}

function say(line: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function conclude({ figures, broken }: DrillReport): void {
  console.log();
  for (const [what, figure] of Object.entries(figures)) console.log(`${what}: ${figure}`);
  for (const failure of broken) console.log(`MISSED ${failure}`);
  console.log(broken.length === 0 ? 'All limits were kept.' : `${broken.length} limits were not kept.`);
  if (broken.length > 0) process.exitCode = 1;
}
