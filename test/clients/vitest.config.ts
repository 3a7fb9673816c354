import { defineConfig } from 'vitest/config';
import { relayDocuments } from './relay/vite-plugin.ts';

const HANGS_AFTER_MS = 20_000;

export default defineConfig({
  plugins: [relayDocuments()],
  // One copy of graphql: its ESM and CommonJS builds refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['support/serve.ts'],
    setupFiles: ['support/no-warnings.ts'],
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    maxWorkers: 2,
  },
});
