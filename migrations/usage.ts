import { Migration } from '@mikro-orm/migrations';

/** The usage of debates, by day. It outlives the debates. */
export class Usage extends Migration {
  override up(): void {
    this.addSql(`
      create table usage_streams (
        workspace_id text not null,
        stream text not null,
        counted int not null,
        shared int not null,
        agents jsonb not null,
        primary key (workspace_id, stream)
      )`);
    // Ids are ordered by their bytes, in every language of the database.
    this.addSql(`
      create table usage_calls (
        workspace_id text not null,
        day date not null,
        agent_id text collate "C" not null,
        model text collate "C" not null,
        calls bigint not null,
        failed_calls bigint not null,
        unpriced_calls bigint not null,
        estimated_calls bigint not null,
        input_tokens bigint not null,
        output_tokens bigint not null,
        known_cost_usd numeric not null,
        primary key (workspace_id, day, agent_id, model)
      )`);
    this.addSql(`
      create table usage_debates (
        workspace_id text not null,
        day date not null,
        what text collate "C" not null,
        debates bigint not null,
        primary key (workspace_id, day, what)
      )`);
  }

  override down(): void {
    for (const table of ['usage_debates', 'usage_calls', 'usage_streams']) this.addSql(`drop table ${table}`);
  }
}
