import { Migration } from '@mikro-orm/migrations';

/**
 * The row of a running debate no longer holds its newest state: the events after it do. Older versions would go on from an
 * old state, so this migration is not compatible with them. Room in each page keeps the renewals of leases out of the indexes.
 */
export class RunningDebates extends Migration {
  override up(): void {
    this.addSql('alter table debates set (fillfactor = 85)');
  }

  override down(): void {
    this.addSql(`
      do $$ begin
        if exists (select from debates where status = 'RUNNING') then
          raise exception 'Debates have not ended, and older versions would continue them from an old state. Start the newer version, let them end or cancel them, and go back then.';
        end if;
      end $$`);
    this.addSql('alter table debates reset (fillfactor)');
  }
}
