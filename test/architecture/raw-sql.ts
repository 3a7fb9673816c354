import type { Rule } from './source-files.ts';

/** Files that may hold raw SQL, and the decision that says why. */
export const RAW_SQL: Readonly<Record<string, string>> = {
  'src/infra/postgres/database.ts': 'docs/decisions/repositories.md',
  'src/infra/events/postgres/event-log.ts': 'docs/decisions/raw-append.md',
  'src/infra/due-jobs.ts': 'docs/decisions/idle-server.md',
  'src/infra/events/postgres/reactor-backlogs.ts': 'docs/decisions/reactor-runner.md',
  'src/infra/debates/postgres/debate-store.ts': 'docs/decisions/raw-locks-and-notifications.md',
  'src/infra/debates/postgres/text-index.ts': 'docs/decisions/text-search.md',
  'src/infra/rate-limits/postgres.ts': 'docs/decisions/raw-rate-counts.md',
  'src/infra/events/notify.ts': 'docs/decisions/raw-locks-and-notifications.md',
  'src/infra/events/postgres/rebase.ts': 'docs/decisions/raw-locks-and-notifications.md',
  'src/infra/postgres/migrate.ts': 'docs/decisions/raw-locks-and-notifications.md',
  'src/infra/postgres/sealed-columns.ts': 'docs/decisions/settings-and-data.md',
  // The connection itself, for its engine.
  'src/infra/postgres/open.ts': 'docs/decisions/repositories.md',
};

const FOUND = /\bem\s*\.\s*execute\s*[(<]|\bgetKysely\s*\(|\bgetConnection\s*\(|\bdatabase\s*\.\s*query\s*[(<]/;

/** Stores read and write through repositories. Raw SQL stands only in the listed files. */
export const rawSqlIsListed: Rule = (files) => [
  ...files
    .filter(({ path, code }) => FOUND.test(code) && !(path in RAW_SQL))
    .map(({ path }) => `${path} runs raw SQL: use database.repository(), or list it with its decision`),
  ...files
    .filter(({ path, code }) => path in RAW_SQL && !FOUND.test(code))
    .map(({ path }) => `${path} runs no raw SQL any more: take it off the list`),
];
