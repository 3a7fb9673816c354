import { defineConfig } from 'vitest/config';
import { postgresUrl } from './test/support/services/postgres-url.ts';
import { HANGS_AFTER_MS } from './test/support/waiting.ts';

/** Every root field and every route asked for what belongs to another organisation. */
const TENANCY = ['test/resolvers/tenancy.test.ts', 'test/infra/http/tenancy.test.ts'];

/** Fakes and fake clocks alone: they start no process, wait for nothing, and may run side by side. */
const INSIDE = [
  ...['test/domain', 'test/resolvers', 'test/architecture', 'test/infra/config'].map(
    (folder) => `${folder}/**/*.test.ts`,
  ),
  ...['architecture', 'contract', 'runbook'].map((name) => `test/${name}.test.ts`),
  'test/cli/debate/render/*.test.ts',
];

/** Processes of the program: servers that are started, killed and started again. */
const SERVED = ['test/e2e/**/*.test.ts', 'test/architecture/toy-feature/*.test.ts'];

/** The small form of each drill. They need a PostgreSQL server, as most of them kill one. */
const DRILLS = ['test/drills/**/*.test.ts'];

/** Clients that others publish have packages, and a configuration, of their own. */
const CLIENTS = ['test/clients/**'];

const BUILT = { globalSetup: ['test/support/setup/build-program.ts'] };

/** One more than the cores of a small machine: these tests wait for other processes and for time limits most of the time. */
const WAITING_WORKERS = 3;

/** The groups come one after the other, in this order. */
const groups = [
  { name: 'inside', include: INSIDE, exclude: [...TENANCY, ...SERVED], maxWorkers: 2, isolate: false },
  { name: 'tenancy', include: TENANCY, maxWorkers: 2, isolate: false },
  {
    name: 'outside',
    include: ['test/**/*.test.ts'],
    exclude: [...INSIDE, ...TENANCY, ...SERVED, ...DRILLS, ...CLIENTS],
    maxWorkers: WAITING_WORKERS,
    isolate: false,
  },
  { name: 'served', include: SERVED, ...BUILT, maxWorkers: WAITING_WORKERS },
  { name: 'drills', include: postgresUrl === undefined ? [] : DRILLS, ...BUILT, maxWorkers: 2 },
];

export default defineConfig({
  // One copy of graphql: its ESM and CommonJS builds refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // A test waits for what it expects, and a busy machine takes its time: a limit only ends what hangs.
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    globalSetup: ['test/support/setup/share-prepared.ts'],
    pool: 'forks',
    // Where files share a process (no `isolate`), a helper's module is loaded for the first of them only: it sets its hooks
    // in functions that the tests call.
    projects: groups.map((group, groupOrder) => ({
      extends: true,
      test: { ...group, sequence: { groupOrder } },
    })),
  },
});
