import type { Command } from 'commander';
import type { MigrationStatus } from '../../app/app.ts';
import { print, printJson } from '../terminal/terminal.ts';

interface Options {
  readonly json?: true;
  readonly yes?: true;
}

/** `aragora migrate`: migrations of the database. The server must be stopped. */
export function migrateCommand(migrate: Command): void {
  migrate
    .command('apply')
    .description('apply the missing migrations')
    .option('--json', 'print their names as JSON')
    .action(apply);
  migrate
    .command('status')
    .description('list applied and missing migrations')
    .option('--json', 'print them as JSON')
    .action(status);
  const rollback = migrate
    .command('rollback')
    .description('roll back the last migration; deletes the data in the columns and tables that it added')
    .option('--yes', 'confirm that data is deleted')
    .option('--json', 'print its name as JSON');
  rollback.action(async (options: Options) => {
    if (!options.yes) rollback.error('error: this deletes data. Make a backup, then repeat with --yes.');
    await rollBack(options);
  });
}

async function apply({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const applied = await migrations.apply();
  if (json) printJson({ applied });
  else
    print(applied.length > 0 ? applied.map((name) => `applied ${name}`) : 'Nothing to do: all migrations are applied.');
}

async function status({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const all = await migrations.status();
  if (json) printJson({ migrations: all });
  else print(all.map(lineOf));
}

function lineOf({ name, appliedAt, isKnown }: MigrationStatus): string {
  return `${appliedAt?.toISOString() ?? 'missing'}\t${name}${isKnown ? '' : '\tof a newer version'}`;
}

async function rollBack({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const rolledBack = (await migrations.rollback()) ?? null;
  if (json) printJson({ rolledBack });
  else print(rolledBack === null ? 'Nothing to do: no migration is applied.' : `rolled back ${rolledBack}`);
}
