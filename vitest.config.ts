import { defineConfig } from 'vitest/config';

/** Fakes and fake clocks alone: they start no process, wait for nothing, and may run side by side. */
const INSIDE = [
  ...['test/domain', 'test/resolvers', 'test/architecture', 'test/infra/config'].map(
    (folder) => `${folder}/**/*.test.ts`,
  ),
  ...['architecture', 'contract', 'runbook'].map((name) => `test/${name}.test.ts`),
  'test/cli/render/*.test.ts',
];

/** Processes of the program: servers that are started, killed and started again. */
const SERVED = ['test/e2e/**/*.test.ts', 'test/drills/**/*.test.ts'];

/** Those of them that hold a server to a time of the real clock. */
const TIMED = [
  'test/e2e/recovery/*.test.ts',
  ...['cannot-start', 'lost-redis', 'paid-calls'].map((name) => `test/e2e/${name}.test.ts`),
];

/** The groups come one after the other, in this order. */
const groups = [
  { name: 'inside', include: INSIDE, maxWorkers: 2, isolate: false },
  { name: 'outside', include: ['test/**/*.test.ts'], exclude: [...INSIDE, ...SERVED], maxWorkers: 2, isolate: false },
  { name: 'served', include: SERVED, exclude: TIMED, maxWorkers: 2 },
  { name: 'timed', include: TIMED, maxWorkers: 1 },
];

export default defineConfig({
  // One copy of graphql: its ESM and CommonJS builds refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Where files share a process (no `isolate`), a helper's module is loaded for the first of them only: it sets its hooks
    // in functions that the tests call.
    projects: groups.map((group, groupOrder) => ({
      extends: true,
      test: { ...group, sequence: { groupOrder } },
    })),
  },
});
