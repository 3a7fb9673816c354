import { Migration } from '@mikro-orm/migrations';

/** Authenticator apps of users; the secret is sealed. */
export class SecondFactors extends Migration {
  override up(): void {
    this.addSql(`
      create table second_factors (
        user_id text primary key constraint second_factors_user_id_foreign references users (id),
        secret bytea not null,
        confirmed_at timestamptz(3),
        last_step bigint,
        recovery jsonb not null
      )`);
  }

  override down(): void {
    this.addSql('drop table second_factors');
  }
}
