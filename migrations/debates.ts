import { Migration } from '@mikro-orm/migrations';

/** Debates, the event log, commands to running debates, and the results kept by idempotency key. */
export class Debates extends Migration {
  override up(): void {
    this.addSql(`
      create table debates (
        id text primary key,
        workspace_id text not null,
        task text not null,
        status text not null check (status in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
        outcome text check (outcome in ('DECIDED', 'NO_CONSENSUS', 'UNDECIDED', 'ABORTED')),
        stop_reason text,
        created_at timestamptz(3) not null,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        setup jsonb not null,
        progress jsonb not null,
        lease_holder text,
        former_holder text,
        lease_expires_at timestamptz(3),
        fence int not null default 0,
        constraint debates_ended check (
          (status in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null)
          and (ended_at is null) = (outcome is null) and (ended_at is null) = (stop_reason is null)
        )
      )`);
    this.addSql('create index debates_by_workspace on debates (workspace_id, id)');
    this.addSql('create index debates_open on debates (id) where ended_at is null');
    // A reactor reads by (transaction_id, position) below the snapshot's xmin, so that a late commit is never skipped.
    this.addSql(`
      create table events (
        workspace_id text not null,
        stream text not null,
        seq int not null check (seq > 0),
        kind text not null,
        at timestamptz(3) not null,
        data jsonb,
        salt text,
        digest text not null,
        hash text not null,
        position bigint generated always as identity,
        transaction_id xid8 not null default pg_current_xact_id(),
        primary key (workspace_id, stream, seq)
      )`);
    this.addSql('create index events_by_position on events (transaction_id, position)');
    this.addSql(`
      create table debate_commands (
        id bigint generated always as identity primary key,
        workspace_id text not null,
        debate_id text not null constraint debate_commands_debate_id_foreign references debates (id) on delete cascade,
        kind text not null,
        requested_by text not null,
        requested_at timestamptz(3) not null default now()
      )`);
    this.addSql('create index debate_commands_by_debate on debate_commands (debate_id)');
    this.addSql(`
      create table idempotency_keys (
        workspace_id text not null,
        user_id text not null,
        operation text not null,
        key text not null,
        fingerprint text not null,
        holder text,
        expires_at timestamptz(3),
        result jsonb,
        created_at timestamptz(3) not null default now(),
        primary key (workspace_id, user_id, operation, key),
        constraint idempotency_keys_claimed_or_settled check (
          (result is null) = (holder is not null) and (holder is null) = (expires_at is null)
        )
      )`);
    this.addSql('create index idempotency_keys_by_age on idempotency_keys (created_at)');
  }

  override down(): void {
    for (const table of ['idempotency_keys', 'debate_commands', 'events', 'debates'])
      this.addSql(`drop table ${table}`);
  }
}
