import type { Command } from 'commander';
import { print, printJson } from '../terminal/terminal.ts';

interface Options {
  readonly json?: true;
  readonly yes?: true;
}

/** `aragora migrate`: the tables of the database. The server has to be stopped. */
export function migrateCommand(program: Command): void {
  const migrate = program.command('migrate').description('bring the database up to date; asks for a stopped server');
  migrate
    .command('apply')
    .description('apply the migrations that are missing')
    .option('--json', 'print their names as JSON')
    .action(apply);
  migrate
    .command('status')
    .description('tell which migrations are applied')
    .option('--json', 'print them as JSON')
    .action(status);
  const rollback = migrate
    .command('rollback')
    .description('take the last migration back, and the data that only it has room for')
    .option('--yes', 'do it: it deletes data')
    .option('--json', 'print its name as JSON');
  rollback.action(async (options: Options) => {
    if (!options.yes) rollback.error('error: this deletes data. Make a copy of it, then repeat with --yes.');
    await takeBack(options);
  });
}

async function apply({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const applied = await migrations.apply();
  if (json) printJson({ applied });
  else print(applied.length > 0 ? applied.map((name) => `applied ${name}`) : 'Nothing to do: all are applied.');
}

async function status({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const all = await migrations.status();
  if (json) printJson({ migrations: all });
  else print(all.map(({ name, appliedAt }) => `${appliedAt?.toISOString() ?? 'missing'}\t${name}`));
}

async function takeBack({ json }: Options): Promise<void> {
  const { migrations } = await import('../../app/app.ts');
  const rolledBack = (await migrations.rollback()) ?? null;
  if (json) printJson({ rolledBack });
  else print(rolledBack === null ? 'Nothing to do: none is applied.' : `rolled back ${rolledBack}`);
}
