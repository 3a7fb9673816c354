import { Migration } from '@mikro-orm/migrations';

/**
 * The index of the search for text. The extension is in a schema of its own choice, because one database has it once, for all
 * schemas with tables of Aragora. A role that may not create it gets no index, and the server warns at its start.
 */
export class DebateSearch extends Migration {
  override up(): void {
    this.addSql(`
      do $$
      declare place text;
      begin
        begin
          execute format('create extension if not exists pg_trgm with schema %I',
            case when to_regnamespace('public') is null then current_schema() else 'public' end);
        exception when others then null;
        end;
        select nspname into place from pg_extension join pg_namespace as n on n.oid = extnamespace
          where extname = 'pg_trgm';
        if place is not null then
          -- Without fastupdate: PGlite has no autovacuum that empties the list of pending entries.
          execute format('create index debates_by_text on debates using gin (task %I.gin_trgm_ops)
            with (fastupdate = off)', place);
        end if;
      end $$`);
  }

  override down(): void {
    // The extension stays: other tables may use it.
    this.addSql('drop index if exists debates_by_text');
  }
}
