// `npm run bench -- <name>`: installs the peers once, then runs that benchmark.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const names = readdirSync(here).flatMap((file) => /^(\w+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const [name] = process.argv.slice(2);

if (!names.includes(name)) {
  console.error(`Name a benchmark: ${names.join(', ')}. For example: npm run bench -- ${names[0]}`);
  process.exit(2);
}
if (!existsSync(new URL('node_modules', here))) run('npm', ['ci', '--ignore-scripts']);
run('node', ['--import', 'tsx', `${name}.bench.ts`]);

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: here, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
