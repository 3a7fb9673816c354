// Packs the built project, installs the package into an empty folder, and uses it there as an operator does. Needs dist/ and
// the registry of npm. A failed step ends the check.
import './preflight.js';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'aragora-package-'));
const app = join(folder, 'app');
const command = join(app, 'node_modules', '.bin', 'aragora');
const dataDir = join(folder, 'data');
// What a fresh machine has. The package brings its own Node.js where there is one for the platform.
const bare = { HOME: folder, PATH: process.platform === 'linux' ? '/usr/bin:/bin' : process.env.PATH, NO_COLOR: '1' };
const MAX_PACKED_BYTES = 30_000_000;
const MAX_READY_MS = 60_000;

const NEEDED = [
  ...['aragora', 'bin/aragora.js', 'bin/packaged-node.js', 'data/models.json', 'dist/server/main.js'],
  ...['LICENSE', 'README.md'],
];
/** None of these belongs to what runs. */
const FOREIGN = /^(src|test|bench|web|migrations|\.ci)\/|\.test\.|\.env$|compile-cache|\.key$/;

try {
  const tarball = await step('the package holds what runs, and nothing else', pack);
  await step('it installs into an empty folder', () => install(tarball));
  await step('the command runs', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect((await aragora('--version')).trim() === version, 'It prints another version.');
  });
  await step('the demo debate ends with a verdict', async () => {
    expect((await aragora('demo', '--exit')).length > 0, 'It prints no verdict.');
  });
  await step('a server starts, runs a debate to its verdict and a receipt, and stops in order', serveOnce);
  await step('its tables are those of the package', async () => {
    const { migrations } = JSON.parse(await aragora('migrate', 'status', '--json'));
    expect(migrations.length > 0 && migrations.every(({ appliedAt }) => appliedAt), 'A migration is missing.');
  });
} catch {
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs one step and prints a line with its time, and the error of a failed one. */
async function step(name, work) {
  const started = performance.now();
  const line = (mark) => console.log(`${mark} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  try {
    const result = await work();
    line('✓');
    return result;
  } catch (error) {
    line('✗');
    console.log([error.message, error.stdout, error.stderr].filter(Boolean).join('\n').trim());
    throw error;
  }
}

async function pack() {
  // The scripts would build again what `npm ci` has just built.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await npm(args, root);
  // npm 11 prints a list, npm 12 an object by name.
  const [{ filename, files, size }] = Object.values(JSON.parse(stdout));
  const paths = files.map(({ path }) => path);
  const missing = NEEDED.filter((path) => !paths.includes(path));
  expect(missing.length === 0, `It lacks ${missing.join(', ')}.`);
  for (const start of ['dist/web/', 'schema/operations/', 'examples/', 'docs/'])
    expect(
      paths.some((path) => path.startsWith(start)),
      `It has no ${start}.`,
    );
  const foreign = paths.filter((path) => FOREIGN.test(path));
  expect(foreign.length === 0, `It holds ${foreign.slice(0, 5).join(', ')}.`);
  expect(size <= MAX_PACKED_BYTES, `It has ${size} bytes.`);
  return join(folder, filename);
}

async function install(tarball) {
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], app);
  expect((statSync(command).mode & 0o100) !== 0, 'Its command is not executable.');
}

async function serveOnce() {
  const args = ['serve', '--api-port', '0', '--ws-port', '0', '--data-dir', dataDir];
  const server = spawn(command, args, { cwd: folder, env: bare, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => server.on('close', (code, signal) => resolve(code ?? signal)));
  try {
    const url = await addressOf(server);
    await untilReady(url);
    for (const path of ['/api/health', '/playground', '/metrics']) {
      const { status } = await fetch(`${url}${path}`);
      expect(status === 200, `${path} returns ${status}.`);
    }
    const example = join(app, 'node_modules', 'aragora', 'examples', 'queue.yaml');
    const { id, status } = JSON.parse(await aragora('debate', example, '--json'));
    expect(status === 'COMPLETED', `The debate is ${status}.`);
    await verifyReceiptOf(id);
    server.kill('SIGTERM');
    const end = await ended;
    expect(end === 0, `The server ended with ${end}.`);
  } catch (error) {
    throw Object.assign(error, { stderr: output });
  } finally {
    // The command itself is a child where the Node.js of the PATH is too old.
    const { pid } = noteOf() ?? {};
    if (pid !== undefined && server.exitCode === null) process.kill(pid, 'SIGKILL');
    server.kill('SIGKILL');
    await ended;
  }
}

/** Exits with 1, which throws, if the receipt is not valid. */
async function verifyReceiptOf(debate) {
  const file = join(folder, 'receipt.json');
  writeFileSync(file, await aragora('receipt', 'export', debate));
  await aragora('receipt', 'verify', file);
}

async function addressOf(server) {
  for (const until = performance.now() + MAX_READY_MS; performance.now() < until; await wait(50)) {
    expect(server.exitCode === null, 'The server ended.');
    const { url } = noteOf() ?? {};
    if (url) return url;
  }
  throw new Error('The server notes no address.');
}

/** What a running server notes for commands; undefined before it is whole. */
function noteOf() {
  const note = join(dataDir, 'server.json');
  const text = existsSync(note) ? readFileSync(note, 'utf8') : '';
  return text.endsWith('\n') ? JSON.parse(text) : undefined;
}

async function untilReady(url) {
  for (const until = performance.now() + MAX_READY_MS; performance.now() < until; await wait(50))
    if ((await fetch(`${url}/readyz`)).ok) return;
  throw new Error('The server is not ready.');
}

async function aragora(...args) {
  return (await run(command, args, { cwd: folder, env: { ...bare, ARAGORA_DATA_DIR: dataDir } })).stdout;
}

function npm(args, cwd) {
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };
  return run('npm', args, { cwd, env, shell: process.platform === 'win32', maxBuffer: 64_000_000 });
}

function expect(holds, message) {
  if (!holds) throw new Error(message);
}
