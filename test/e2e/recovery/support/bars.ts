import { expect } from 'vitest';
import type { Served } from '../../support/served.ts';

/** What is promised is 2 s to say so and 10 s to recover; a busy machine is given its time. */
export const TOLD_WITHIN_MS = 4_000;
export const RECOVERED_WITHIN_MS = 15_000;

/** Short time-outs, so that a test sees them pass. */
export const SHORT = {
  ARAGORA_DB_POOL_TIMEOUT: '2',
  ARAGORA_DB_STATEMENT_TIMEOUT: '2',
  ARAGORA_LEASE_SECONDS: '5',
} as const;
/** A wait for a connection, a statement and its grace, and the way there and back. */
export const ANSWERED_WITHIN_MS = 2_000 + 3_000 + 2_500;

/** Stops the server, which is still alive, and looks whether it complained of anything but what was done to it. */
export async function expectUnharmed(server: Served): Promise<void> {
  expect(() => process.kill(server.pid, 0)).not.toThrow();
  const { code, stderr } = await server.kill('SIGTERM');
  const bad = /unhandled|uncaught|A defect answered|A request failed|debate\.error|Internal error/i;
  expect(stderr.split('\n').filter((line) => bad.test(line))).toEqual([]);
  expect(code).toBe(0);
}
