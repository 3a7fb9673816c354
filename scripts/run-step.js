import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// Searches the tools of this project and this Node.js first, also when the script was not started by npm.
const path = [dirname(process.execPath), `${root}node_modules/.bin`, process.env.PATH].join(delimiter);

/** Runs one command at the root of the project and prints a line with its time. Prints its output only when it failed. */
export async function runStep(step) {
  const started = performance.now();
  const { code, output } = await run(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`);
  if (code !== 0) console.log(`${output.trim()}${step.fix ? `\n  fix with: ${step.fix}` : ''}`);
  return code === 0;
}

// `live` steps write to the terminal themselves.
function run({ command, live }) {
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: path, ...(live ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }) };
    const shell = process.platform === 'win32';
    const child = spawn(command[0], command.slice(1), { cwd: root, env, shell, stdio: live ? 'inherit' : 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${command[0]}: ${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
