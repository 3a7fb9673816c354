import { Migration } from '@mikro-orm/migrations';

/** A code of a sign-in at a provider carries the identity, which is linked to the account when the code is accepted. */
export class ProvedIdentities extends Migration {
  override up(): void {
    this.addSql('alter table one_time_secrets add column identity jsonb null');
  }

  override down(): void {
    this.addSql('alter table one_time_secrets drop column identity');
  }
}
