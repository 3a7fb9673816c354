import { expect } from 'vitest';
import type { Served } from '../../support/served.ts';

/** Short time-outs, so that a test reaches them. */
export const SHORT = {
  ARAGORA_DB_POOL_TIMEOUT: '2',
  ARAGORA_DB_STATEMENT_TIMEOUT: '2',
  ARAGORA_LEASE_SECONDS: '5',
} as const;

/** Stops the running server. Its log may contain only the failures that the test caused. */
export async function expectUnharmed(server: Served): Promise<void> {
  expect(() => process.kill(server.pid, 0)).not.toThrow();
  const { code, stderr } = await server.kill('SIGTERM');
  const bad = /unhandled|uncaught|A request failed|debate\.error|Internal error/i;
  expect(stderr.split('\n').filter((line) => bad.test(line))).toEqual([]);
  expect(code).toBe(0);
}
