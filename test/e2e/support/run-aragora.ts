import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { PROGRAM } from '../../support/services/program.ts';

interface Around {
  /** Sent to standard input. */
  readonly input?: string;
  /** Files in the folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Settings;
}

/** Runs the program in a new folder. Returns its output and the names of the files that it leaves there. */
export async function aragora(args: readonly string[], { input = '', files = {}, settings = {} }: Around = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-e2e-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const { ARAGORA_DATA_DIR: _, DATABASE_URL: __, ARAGORA_REDIS_URL: ___, ARAGORA_URL: ____, ...env } = process.env;
  // The program runs in another folder than the project.
  const program = PROGRAM.map((part) =>
    part === 'tsx' ? import.meta.resolve(part) : part.replace(/^\w.*/, (path) => resolve(path)),
  );
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', ARAGORA_ENV: 'test', TSX_TSCONFIG_PATH: resolve('tsconfig.json'), ...settings },
  });
  // The program may end before it has read everything.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = once(child, 'close');
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const left = (await readdir(folder)).filter((name) => !(name in files));
  await rm(folder, { recursive: true });
  return { stdout, stderr, left, code: code as number };
}
