// `npm run bench -- <name> [--json]`: installs the peers once if it has any, then runs that benchmark.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const names = readdirSync(here).flatMap((file) => /^([\w-]+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const [name, ...options] = process.argv.slice(2);

if (!names.includes(name)) {
  console.error(`Name a benchmark: ${names.join(', ')}. For example: npm run bench -- ${names[0]}`);
  process.exit(2);
}
if (hasPeers(name) && !existsSync(new URL('node_modules', here))) run('npm', ['ci', '--ignore-scripts']);
run('node', ['--import', 'tsx', `${name}.bench.ts`, ...options]);

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
