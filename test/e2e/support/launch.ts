import { afterAll, afterEach } from 'vitest';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { clearUp, type Exit, newDirectory, type Served, type Stderr, serve, serveInVain } from './served.ts';

afterEach(clearUp);
// No test runs after a failed preparation.
afterAll(clearUp);

/** A directory that goes at the end of the test, as every process started in it does. */
export function aDirectory(): Promise<string> {
  return newDirectory();
}

/** Starts a server, on free ports unless told, and waits until it listens. Throws with what it said when it does not. */
export function launch(dataDir: string, settings: Settings = {}, stderr?: Stderr): Promise<Served> {
  return serve(dataDir, settings, stderr);
}

/** Starts a server that is not going to run, and waits until it has given up. */
export function launchInVain(dataDir: string, settings: Settings = {}): Promise<Exit> {
  return serveInVain(dataDir, settings);
}
