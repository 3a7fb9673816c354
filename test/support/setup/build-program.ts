import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isBuilt } from '../services/program.ts';

/**
 * Builds the program that the tests start, unless the build is up to date. One build takes less time than two starts from
 * the sources, and the tests start the program about sixty times.
 */
export default async function setup(): Promise<void> {
  if (isBuilt()) return;
  const build = ['node_modules/vite/bin/vite.js', 'build', '--config', 'scripts/server.vite.config.ts'];
  await promisify(execFile)(process.execPath, build, { env: { ...process.env, NODE_ENV: 'production' } });
}
