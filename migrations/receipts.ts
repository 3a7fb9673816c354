import { Migration } from '@mikro-orm/migrations';

/** Receipts of ended debates, and the public keys that verify them. Both outlive the debates. */
export class Receipts extends Migration {
  override up(): void {
    this.addSql(`
      create table receipt_keys (
        key_id text primary key,
        public_key text not null,
        origin text not null,
        first_used_at timestamptz(3) not null default now(),
        retired_at timestamptz(3)
      )`);
    this.addSql(`
      create table receipts (
        debate_id text primary key,
        workspace_id text not null,
        key_id text not null constraint receipts_key_id_foreign references receipt_keys (key_id),
        header jsonb not null,
        signature text not null,
        statement jsonb,
        statement_salt text
      )`);
  }

  override down(): void {
    for (const table of ['receipts', 'receipt_keys']) this.addSql(`drop table ${table}`);
  }
}
