import { Migration } from '@mikro-orm/migrations';

/** The audit log, one chain for each organisation. The database itself refuses to change or delete an entry. */
export class AuditLog extends Migration {
  override up(): void {
    this.addSql(`
      create table audit_entries (
        organisation_id text not null,
        seq int not null check (seq > 0),
        id text not null constraint audit_entries_id_unique unique,
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
        constraint audit_entries_target check ((target_type is null) = (target_id is null))
      )`);
    for (const column of ['at', 'user_id', 'target_id'])
      this.addSql(`create index audit_entries_by_${column} on audit_entries (organisation_id, ${column}, seq)`);
    // The writer of an entry holds the row of the chain until the end of its transaction.
    this.addSql(`
      create table audit_heads (
        organisation_id text primary key,
        seq int not null,
        hash text not null,
        at timestamptz(3)
      )`);
    for (const [name, when, level] of TRIGGERS) {
      this.addSql(
        `create function ${functionOf(name)}() returns trigger language plpgsql as $$ begin ${REFUSE} end; $$`,
      );
      this.addSql(
        `create trigger ${name} before ${when} on audit_entries for each ${level} execute function ${functionOf(name)}()`,
      );
    }
  }

  override down(): void {
    for (const table of ['audit_entries', 'audit_heads']) this.addSql(`drop table ${table}`);
    for (const [name] of TRIGGERS) this.addSql(`drop function ${functionOf(name)}()`);
  }
}

const REFUSE = `raise exception 'Entries of the audit log are never changed or taken away.';`;
const TRIGGERS = [
  ['audit_entries_stay', 'update or delete', 'row'],
  ['audit_entries_stay_all', 'truncate', 'statement'],
];

/** The name that the mapper gives to the function of a trigger. */
function functionOf(trigger: string | undefined): string {
  return `audit_entries_${trigger}_fn`;
}
