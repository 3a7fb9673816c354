import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { PROGRAM } from '../support/services/program.ts';
import { aDirectory, launch } from './support/launch.ts';

const LIST_MODULES = `data:text/javascript,process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))`;

/** The modules of Node.js that the command loads. */
function modulesOf(args: readonly string[], settings: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, ARAGORA_ENV: 'test', ...settings };
  const command = ['--import', LIST_MODULES, ...PROGRAM, ...args];
  const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8', cwd: resolve('.') });
  expect(status).toBe(0);
  return stderr;
}

// bench/command.bench.ts measures what these modules cost.
it.each([['--version'], ['--help']])('`aragora %s` loads no code of commands', (option) => {
  expect(modulesOf([option])).not.toMatch(/^NativeModule (child_process|http|crypto)$/m);
});

it('a command that talks to a running server loads neither undici nor Web Cryptography nor cluster', async () => {
  const dataDir = await aDirectory();
  await launch(dataDir);
  const modules = modulesOf(['agents'], { ARAGORA_DATA_DIR: dataDir });
  expect(modules).toMatch(/^NativeModule http$/m);
  expect(modules).not.toMatch(/undici|internal\/crypto\/webcrypto$|^NativeModule (cluster|child_process)$/m);
});
