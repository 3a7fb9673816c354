/** Folders whose prose is in plain technical English. Add a folder once it is; none is taken out. */
export const CLEAN_FOLDERS: readonly string[] = [
  ...['docs', 'scripts/docs', 'bench', 'src/app', 'src/cli', 'src/resolvers'],
  ...['test/app', 'test/architecture', 'test/cli', 'test/domain/access', 'test/e2e', 'test/infra'],
  'test/resolvers',
  ...['access', 'agents', 'config', 'encryption', 'http', 'metrics', 'rate-limits'].map(
    (folder) => `src/infra/${folder}`,
  ),
  ...['receipts', 'redis', 'shared-state', 'system', 'usage'].map((folder) => `src/infra/${folder}`),
  ...['audit', 'debates', 'events', 'postgres'].map((folder) => `src/infra/${folder}`),
  ...['access', 'agents', 'audit', 'debates', 'encryption', 'events'].map((feature) => `src/domain/${feature}`),
  ...['receipts', 'shared', 'system', 'usage'].map((feature) => `src/domain/${feature}`),
];
