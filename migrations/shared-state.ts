import { Migration } from '@mikro-orm/migrations';

/** Values that nodes share for a while: breakers, revocations, cache generations. */
export class SharedState extends Migration {
  override up(): void {
    // A version is never used again, not even for a key that expired and is set again: an old version must not compare as equal.
    this.addSql(`
      create table shared_state (
        key text collate "C" primary key,
        value jsonb not null,
        version bigint not null generated always as identity,
        expires_at timestamptz(3) not null
      )`);
    this.addSql('create index shared_state_by_expiry on shared_state (expires_at)');
  }

  override down(): void {
    this.addSql('drop table shared_state');
  }
}
