import { Migration } from '@mikro-orm/migrations';

/** What was done and by whom, a chain for each organisation. The database itself refuses to change or take away an entry. */
export class AuditLog extends Migration {
  override up(): void {
    this.addSql(`
      create table audit_entries (
        organisation_id text not null,
        seq int not null check (seq > 0),
        id text not null unique,
        at timestamptz(3) not null,
        workspace_id text,
        user_id text,
        impersonator_id text,
        credential text,
        api_key_id text,
        address text,
        category text not null,
        action text not null,
        target_type text,
        target_id text,
        outcome text not null check (outcome in ('SUCCESS', 'DENIED', 'FAILURE')),
        reason text,
        detail jsonb not null,
        prev_hash text not null,
        hash text not null,
        primary key (organisation_id, seq),
        check ((target_type is null) = (target_id is null))
      )`);
    for (const column of ['at', 'user_id', 'target_id'])
      this.addSql(`create index audit_entries_by_${column} on audit_entries (organisation_id, ${column}, seq)`);
    // Whoever adds an entry holds the row of the chain until the end of its transaction.
    this.addSql(`
      create table audit_heads (
        organisation_id text primary key,
        seq int not null,
        hash text not null,
        at timestamptz(3)
      )`);
    this.addSql(`
      create function refuse_change_of_audit_log() returns trigger language plpgsql as $$
      begin
        raise exception 'Entries of the audit log are never changed or taken away.';
      end $$`);
    this.addSql(`
      create trigger audit_entries_stay before update or delete on audit_entries
      for each row execute function refuse_change_of_audit_log()`);
    this.addSql(`
      create trigger audit_entries_stay_all before truncate on audit_entries
      for each statement execute function refuse_change_of_audit_log()`);
  }

  override down(): void {
    for (const table of ['audit_entries', 'audit_heads']) this.addSql(`drop table ${table}`);
    this.addSql('drop function refuse_change_of_audit_log()');
  }
}
