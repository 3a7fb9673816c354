import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const LOCK = new URL('../../../src/infra/postgres/directory-lock.ts', import.meta.url).href;
/** Locks the directory and keeps it, and prints `taken`. Otherwise prints the error. */
const TAKE = `
  const { DirectoryLock } = await import(${JSON.stringify(LOCK)});
  try {
    (await DirectoryLock.take(process.argv[1])).note({ pid: process.pid, url: process.argv[2] });
    process.stdout.write('taken');
    setInterval(() => {}, 60_000);
  } catch (error) {
    process.stdout.write(error.message);
  }`;

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Whether a process may have its own network here, as in a container. */
export const canIsolate = process.platform === 'linux' && spawnSync('unshare', ['-n', 'true']).status === 0;

/**
 * Starts another process that locks the directory until it is killed or the test ends. `said` is `taken` or the error.
 */
export async function anotherHolder(directory: string, { isolated = false, url = 'http://127.0.0.1:1' } = {}) {
  const node = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    TAKE,
    directory,
    url,
  ];
  const [command = '', ...args] = isolated ? ['unshare', '-n', ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => kill(child));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { said: String(said), pid: child.pid ?? 0, kill: () => kill(child) };
}
