/** Folders whose prose is in plain technical English. Add a folder once it is; none is taken out. */
export const CLEAN_FOLDERS: readonly string[] = [
  ...['docs', 'scripts/docs', 'test/architecture', 'src/resolvers', 'test/resolvers', 'test/domain/access'],
  ...[
    'access',
    'agents',
    'config',
    'encryption',
    'http',
    'metrics',
    'rate-limits',
    'receipts',
    'redis',
    'shared-state',
    'system',
    'usage',
  ].map((folder) => `src/infra/${folder}`),
  ...['access', 'agents', 'audit', 'encryption', 'receipts', 'shared', 'system', 'usage'].map(
    (feature) => `src/domain/${feature}`,
  ),
];
