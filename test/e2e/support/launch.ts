import { afterAll, afterEach } from 'vitest';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { clearUp, type Exit, newDirectory, type Served, type Stderr, serve, serveInVain } from './served.ts';

afterEach(clearUp);
// A failed preparation stops the run.
afterAll(clearUp);

/** A directory that is removed at the end of the test, after every process that was started in it. */
export function aDirectory(): Promise<string> {
  return newDirectory();
}

/** Starts a server, on free ports by default, and waits until it listens. Throws its output when it fails. */
export function launch(dataDir: string, settings: Settings = {}, stderr?: Stderr): Promise<Served> {
  return serve(dataDir, settings, stderr);
}

/** Starts a server that must fail, and waits until it has ended. */
export function launchInVain(dataDir: string, settings: Settings = {}): Promise<Exit> {
  return serveInVain(dataDir, settings);
}
