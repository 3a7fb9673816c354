import { configDefaults, defineConfig } from 'vitest/config';

/** Fakes and fake clocks alone: they start no process, wait for nothing, and may run side by side. */
const INSIDE = [
  ...['test/domain', 'test/resolvers', 'test/architecture', 'test/infra/config'].map(
    (folder) => `${folder}/**/*.test.ts`,
  ),
  ...['architecture', 'contract', 'runbook'].map((name) => `test/${name}.test.ts`),
  'test/cli/render-*.test.ts',
];

export default defineConfig({
  // One copy of graphql: its ESM and CommonJS builds refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'inside', include: INSIDE, maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...INSIDE],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
