import { Migration } from '@mikro-orm/migrations';

/** What nodes share for a while: breakers, revocations, cache generations. */
export class SharedState extends Migration {
  override up(): void {
    // A version is never used again, not even by a key that expired and came back: an old one must not compare as equal.
    this.addSql(`
      create table shared_state (
        key text primary key,
        value jsonb not null,
        version bigint not null generated always as identity,
        expires_at timestamptz not null
      )`);
    this.addSql('create index shared_state_by_expiry on shared_state (expires_at)');
  }

  override down(): void {
    this.addSql('drop table shared_state');
  }
}
