import { CannotStart } from '../cannot-start.ts';

/**
 * The end of the name of a migration that leaves everything in place that older versions use, such as a new table. The
 * name is recorded in the database, so an older version can read this from a migration that it does not have.
 */
const COMPATIBLE = '.compatible';

/** Number of names in a message. */
const MAX_NAMED = 5;

export function isCompatible(migration: string): boolean {
  return migration.endsWith(COMPATIBLE);
}

/** Names of applied migrations that this version does not have and cannot work with. */
export function newerMigrations(applied: readonly string[], known: readonly string[]): readonly string[] {
  const here = new Set(known);
  return applied.filter((name) => !here.has(name) && !isCompatible(name));
}

/** Throws `CannotStart` when a newer version has changed the tables in a way that this version cannot work with. */
export function refuseNewer(applied: readonly string[], known: readonly string[]): void {
  const newer = newerMigrations(applied, known);
  if (newer.length > 0) throw new CannotStart(`${newerSentence(newer)} ${ADVICE}`);
}

const ADVICE =
  'Start the version that applied it, or go back with that version: `aragora migrate rollback`, once for each of its ' +
  'migrations (it deletes their data), or a backup from before the update. docs/operating/operations.md has the steps.';

export function newerSentence(newer: readonly string[]): string {
  const rest = newer.length > MAX_NAMED ? ` and ${newer.length - MAX_NAMED} more` : '';
  return `The database was migrated by a newer version of Aragora: this version does not know ${newer.slice(0, MAX_NAMED).join(', ')}${rest}.`;
}
