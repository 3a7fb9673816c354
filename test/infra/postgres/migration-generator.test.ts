import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KebabMigrationGenerator } from '../../../scripts/migration-generator.ts';

const DIFF = {
  up: ['', 'alter table "debates" add "note" text null;'],
  down: ['alter table "debates" drop column "note";'],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aragora-migrations-'));
  await cp('migrations/list.ts', join(folder, 'list.ts'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// The driver and its options only matter for other file name formats.
const generate = (name?: string) =>
  new KebabMigrationGenerator(undefined as never, undefined as never, {} as never).generate(DIFF, folder, name);

it('a new migration has the format of the others', async () => {
  expect(await generate('add-notes')).toEqual([await readFile(join(folder, 'add-notes.ts'), 'utf8'), 'add-notes.ts']);
  expect(await readFile(join(folder, 'add-notes.ts'), 'utf8')).toBe(`import { Migration } from '@mikro-orm/migrations';

export class AddNotes extends Migration {
  override up(): void {
    this.addSql(\`
      alter table "debates" add "note" text null\`);
  }

  override down(): void {
    this.addSql(\`
      alter table "debates" drop column "note"\`);
  }
}
`);
});

it('a new migration is the last in the list', async () => {
  const before = (await readFile(join(folder, 'list.ts'), 'utf8')).split('\n');
  await generate('add-notes');
  const after = (await readFile(join(folder, 'list.ts'), 'utf8')).split('\n');
  const added = after.filter((line) => !before.includes(line));
  const today = new Date().toISOString().slice(0, 10);
  expect(added).toEqual([
    "import { AddNotes } from './add-notes.ts';",
    `  { name: '${today}-add-notes', class: AddNotes },`,
  ]);
  expect(after.at(-3)).toBe(added[1]);
  expect(after.filter((line) => before.includes(line))).toEqual(before);
});

it.each([undefined, 'AddNotes', 'add notes', '../notes'])('a migration cannot have the name %s', async (name) => {
  await expect(generate(name)).rejects.toThrow('--name=add-webhooks');
});

it('a migration does not overwrite another one', async () => {
  await generate('add-notes');
  await expect(generate('add-notes')).rejects.toThrow('Choose another name.');
});
