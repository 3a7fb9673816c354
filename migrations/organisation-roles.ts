import { Migration } from '@mikro-orm/migrations';

/**
 * Roles that users hold beside workspaces, and invitations that the invited person accepts. The earliest owner of an
 * organisation's first workspace becomes its administrator, and that of the first organisation operates the server too.
 */
export class OrganisationRoles extends Migration {
  override up(): void {
    this.addSql(`alter table users add column account_roles jsonb not null default '[]'`);
    this.addSql('alter table users alter column account_roles drop default');
    this.addSql(`
      update users set account_roles = case organisation_id
          when 'org_local' then '["server_operator", "organisation_admin"]'::jsonb
          else '["organisation_admin"]'::jsonb
        end
        where id = 'usr_local' or id in (
          select distinct on (w.organisation_id) m.user_id
            from memberships m
            join workspaces w on w.id = m.workspace_id
            join users u on u.id = m.user_id
            where m.roles @> '["owner"]'::jsonb and u.is_active and u.id <> 'usr_local'
            order by w.organisation_id, w.created_at, m.since, m.user_id
        )`);
    this.addSql(`
      create table invitations (
        id text primary key,
        organisation_id text not null constraint invitations_organisation_id_foreign references organisations (id),
        workspace_id text not null constraint invitations_workspace_id_foreign references workspaces (id),
        email text not null,
        name text not null,
        roles jsonb not null,
        invited_by text not null,
        hash text not null constraint invitations_hash_unique unique,
        status text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null
      )`);
    this.addSql('create index invitations_of_workspace on invitations (workspace_id, status)');
    this.addSql('create index invitations_of_email on invitations (organisation_id, email, status)');
    this.addSql('create index audit_entries_by_workspace_id on audit_entries (organisation_id, workspace_id, seq)');
  }

  override down(): void {
    this.addSql('drop index audit_entries_by_workspace_id');
    this.addSql('drop table invitations');
    this.addSql('alter table users drop column account_roles');
  }
}
