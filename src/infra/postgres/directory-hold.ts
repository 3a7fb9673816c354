import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** A hold on a directory. It ends with its process, however the process ends. */
export interface Hold {
  release(): void;
}

const isLinux = process.platform === 'linux';

/**
 * Takes the hold on the directory; undefined when another process has it. The proof is a socket in the directory, which
 * accepts connections while its process lives, in any container. The socket of a dead process is removed. On Linux, an
 * abstract socket, which only one process at a time can have, prevents two processes from doing so at once.
 */
export async function takeHold(directory: string): Promise<Hold | undefined> {
  const turn = isLinux ? await bind(abstractName(directory)) : undefined;
  if (turn === 'TAKEN') return undefined;
  const at = openSocketPath(directory);
  const proof = await bindOver(at.path);
  const release = () => {
    if (proof !== 'TAKEN') proof.close();
    at.close();
    turn?.close();
  };
  if (proof !== 'TAKEN') return { release };
  release();
  return undefined;
}

export async function isHeld(directory: string): Promise<boolean> {
  const at = openSocketPath(directory);
  return answers(at.path).finally(() => at.close());
}

async function bindOver(path: string): Promise<Server | 'TAKEN'> {
  const proof = await bind(path);
  if (proof !== 'TAKEN' || (await answers(path))) return proof;
  rmSync(path, { force: true });
  return bind(path);
}

function bind(name: string): Promise<Server | 'TAKEN'> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve('TAKEN') : reject(error),
    );
    server.listen(name, () => resolve(server.unref()));
  });
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name, () => resolve(true)).on('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

/**
 * The name of a socket is limited to about a hundred bytes, and the path of a directory may be longer. So on Linux the
 * path uses a descriptor of the directory.
 */
function openSocketPath(directory: string) {
  const file = 'server.sock';
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\aragora-${digest(directory)}`, close: () => {} };
  if (!isLinux) return { path: join(directory, file), close: () => {} };
  const descriptor = openSync(directory, 'r');
  return { path: `/proc/self/fd/${descriptor}/${file}`, close: () => closeSync(descriptor) };
}

function abstractName(directory: string): string {
  return `\0aragora-${digest(directory)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}
