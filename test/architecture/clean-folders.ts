/** Folders whose prose is in plain technical English. Add a folder once it is; none is taken out. */
export const CLEAN_FOLDERS: readonly string[] = [
  ...['src/app', 'src/cli', 'test/app', 'test/cli', 'bench'],
  ...['docs', 'scripts/docs', 'test/architecture', 'src/infra/http', 'src/infra/rate-limits'],
  ...['agents', 'audit', 'encryption', 'system', 'usage'].map((feature) => `src/domain/${feature}`),
];
