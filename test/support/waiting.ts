/**
 * How long a test may take: this ends a test that hangs, and is far from what a busy machine needs. No test passes or fails
 * by how fast the machine is; a speed is measured by a bench.
 */
export const HANGS_AFTER_MS = 600_000;

/** A wait for a condition ends before the test does, so that it says what did not come true. */
export const PATIENCE = { timeout: HANGS_AFTER_MS / 2, interval: 20 } as const;
