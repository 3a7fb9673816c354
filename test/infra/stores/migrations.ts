import { describe, expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import type { TestDatabase } from '../../support/services/databases.ts';

const COLUMNS = `
  select table_name, column_name, data_type, is_nullable, column_default
  from information_schema.columns where table_schema = current_schema() and table_name <> 'migrations' order by 1, 2`;

/** The migrations create the tables, and remove them again. */
export function describeMigrations(name: string, get: () => TestDatabase): void {
  describe(`the migrations in ${name}`, () => {
    const columns = () => get().database.use((em) => em.execute<{ table_name: string }[]>(COLUMNS));

    it('run up, down and up again', async () => {
      const { migrator } = get().database.orm;
      const before = await columns();
      const tables = DATABASE_SCHEMA.entities.map((entity) => entity.meta.tableName);
      expect(new Set(before.map((column) => column.table_name))).toEqual(new Set(tables));
      await migrator.down({ to: 0 });
      expect(await columns()).toEqual([]);
      await migrator.up();
      expect(await columns()).toEqual(before);
      expect(await migrator.getPending()).toEqual([]);
    });
  });
}
