import { Migration } from '@mikro-orm/migrations';

/** What lists show of a debate becomes columns: a path into JSON reads the whole of it. */
export class DebateColumns extends Migration {
  override up(): void {
    this.addSql(`
      alter table debates add column participants jsonb, add column options jsonb, add column decision jsonb,
        add column candidates jsonb, add column verdict jsonb`);
    this.addSql(`
      update debates set
        participants = setup->'participants',
        options = coalesce(setup->'decision'->'options', '[]'),
        decision = (setup->'decision') - 'task' - 'kind' - 'options',
        setup = setup - 'participants' - 'decision',
        candidates = coalesce(progress->'candidates', '[]'),
        verdict = nullif(progress->'verdict', 'null'),
        progress = progress - 'candidates' - 'verdict'`);
    this.addSql(`
      alter table debates alter column participants set not null, alter column options set not null,
        alter column decision set not null, alter column candidates set not null`);
  }

  override down(): void {
    this.addSql(`
      update debates set
        setup = setup || jsonb_build_object('participants', participants, 'decision', decision
          || jsonb_build_object('task', task, 'options', options)
          || case when kind is null then '{}' else jsonb_build_object('kind', kind) end),
        progress = progress || jsonb_build_object('candidates', candidates, 'verdict', coalesce(verdict, 'null'))`);
    this.addSql(`
      alter table debates drop column participants, drop column options, drop column decision, drop column candidates,
        drop column verdict`);
  }
}
