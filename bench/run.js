// `npm run bench -- <name> [--json]`: installs the peers of the benchmark once, then runs it. Without a name it runs all of
// them in turn and prints a table of their bars.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const here = new URL('.', import.meta.url);
const names = readdirSync(here).flatMap((file) => /^([\w-]+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const [name, ...options] = process.argv.slice(2);

if (name === undefined) await runAll();
else if (names.includes(name)) {
  providePeers(name);
  run('node', argumentsFor(name, options));
} else {
  console.error(`There is no benchmark ${name}. Choose one of ${names.join(', ')}; without a name all of them run.`);
  process.exit(2);
}

async function runAll() {
  const rows = [];
  for (const one of names) {
    console.log(`\n${one}\n`);
    providePeers(one);
    const { name: bench = one, bars } = await reportOf(one);
    for (const { what, value, bound, ok } of bars ?? [])
      rows.push(`| ${bench} | ${what} | ${value} | ${bound} | ${ok ? 'kept' : '**missed**'} |`);
    if (!bars) rows.push(`| ${bench} | it did not end | | | **missed** |`);
  }
  console.log(['', '| benchmark | what | figure | bar | |', '|---|---|---|---|---|', ...rows].join('\n'));
  if (rows.some((row) => row.includes('missed'))) process.exitCode = 1;
}

/** The result of the benchmark: the last line that it prints with `--json`. Empty if it failed before. */
async function reportOf(one) {
  const child = spawn('node', argumentsFor(one, ['--json']), { cwd: here, stdio: ['ignore', 'pipe', 'inherit'] });
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (!line.startsWith('{')) console.log(line);
  }
  return last.startsWith('{') ? JSON.parse(last) : {};
}

function argumentsFor(one, options) {
  return ['--import', 'tsx', `${one}.bench.ts`, ...options];
}

function providePeers(one) {
  if (hasPeers(one) && !existsSync(new URL('node_modules', here))) run('npm', ['ci', '--ignore-scripts']);
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: here, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function hasPeers(name) {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', here), 'utf8'));
  const folder = new URL(`${name}/`, here);
  const parts = existsSync(folder) ? readdirSync(folder).map((file) => new URL(file, folder)) : [];
  const sources = [new URL(`${name}.bench.ts`, here), ...parts].map((file) => readFileSync(file, 'utf8'));
  return Object.keys(dependencies).some((peer) => sources.some((source) => source.includes(`from '${peer}'`)));
}
