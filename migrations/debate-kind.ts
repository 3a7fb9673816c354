import { Migration } from '@mikro-orm/migrations';

export class DebateKind extends Migration {
  override up(): void {
    this.addSql(`
      alter table "debates" add "kind" text null`);
    this.addSql(`
      update "debates" set "kind" = "setup"->'decision'->>'kind' where "setup"->'decision' ->> 'kind' is not null`);
  }

  override down(): void {
    this.addSql(`
      alter table "debates" drop column "kind"`);
  }
}
