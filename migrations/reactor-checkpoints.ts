import { Migration } from '@mikro-orm/migrations';

/** The checkpoint of each reactor in the whole log. */
export class ReactorCheckpoints extends Migration {
  override up(): void {
    this.addSql(`
      create table reactor_checkpoints (
        reactor text primary key,
        transaction_id xid8 not null default '0',
        position bigint not null default 0,
        failures int not null default 0,
        paused_until timestamptz(3)
      )`);
  }

  override down(): void {
    this.addSql('drop table reactor_checkpoints');
  }
}
