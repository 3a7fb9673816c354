import { Migration } from '@mikro-orm/migrations';

/** Ground truth, the records of ended debates for the statistics, and the text of interjections. */
export class DebateRecords extends Migration {
  override up(): void {
    this.addSql('alter table debates add column ground_truth text');
    this.addSql('alter table debate_commands add column text text');
    this.addSql(`
      create table debate_records (
        debate_id text primary key constraint debate_records_debate_id_foreign references debates (id) on delete cascade,
        workspace_id text not null,
        kind text,
        ground_truth text,
        record jsonb not null,
        position bigint generated always as identity
      )`);
    this.addSql('create index debate_records_newest on debate_records (workspace_id, position)');
    this.addSql(
      'create index debate_records_with_ground_truth on debate_records (workspace_id, kind, position) where ground_truth is not null',
    );
  }

  override down(): void {
    this.addSql('drop table debate_records');
    this.addSql('alter table debate_commands drop column text');
    this.addSql('alter table debates drop column ground_truth');
  }
}
