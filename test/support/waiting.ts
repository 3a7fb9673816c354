/**
 * The time limit of a test. It ends a test that hangs, and is much longer than a busy machine needs. No test depends on the
 * speed of the machine; benches measure speed.
 */
export const HANGS_AFTER_MS = 600_000;

/** A wait for a condition ends before its test, so that the error names the condition. */
export const PATIENCE = { timeout: HANGS_AFTER_MS / 2, interval: 20 } as const;
