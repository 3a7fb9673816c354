/** Folders and documents whose prose is in plain technical English. Add a folder once it is; none is taken out. */
export const CLEAN_FOLDERS: readonly string[] = [
  'docs',
  'src/infra/http',
  'src/infra/rate-limits',
  'test/architecture',
  'scripts/docs',
];
