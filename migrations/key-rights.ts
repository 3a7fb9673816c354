import { Migration } from '@mikro-orm/migrations';

/**
 * The permissions of every API key are written down. A key without a list of its own acted with all present and future
 * permissions of its user: it gets those that the user has now, without the administrative ones. Whether the user had those
 * when the key was created is not known.
 */
export class KeyRights extends Migration {
  override up(): void {
    this.addSql(`
      with recursive held (workspace_id, user_id, organisation_id, role) as (
        select m.workspace_id, m.user_id, w.organisation_id, role
          from memberships m
          join workspaces w on w.id = m.workspace_id
          cross join lateral jsonb_array_elements_text(m.roles) role
        union
        select h.workspace_id, h.user_id, h.organisation_id, included
          from held h
          join custom_roles c on c.organisation_id = h.organisation_id and c.name = h.role
          cross join lateral jsonb_array_elements_text(c.includes) included
      ), rights as (
        select h.workspace_id, h.user_id, permission
          from held h cross join lateral jsonb_array_elements_text('${JSON.stringify(RIGHTS)}'::jsonb -> h.role) permission
        union
        select h.workspace_id, h.user_id, permission
          from held h
          join custom_roles c on c.organisation_id = h.organisation_id and c.name = h.role
          cross join lateral jsonb_array_elements_text(c.permissions) permission
          where '${JSON.stringify(ORDINARY)}'::jsonb @> to_jsonb(permission)
      )
      update api_keys k
        set scopes = coalesce(
          (select jsonb_agg(r.permission order by r.permission) from rights r
             where r.workspace_id = k.workspace_id and r.user_id = k.user_id),
          '[]'::jsonb)
        where scopes is null`);
    this.addSql('alter table api_keys alter column scopes set not null');
  }

  override down(): void {
    this.addSql('alter table api_keys alter column scopes drop not null');
  }
}

// The built-in roles and permissions at the time of this migration. Later changes do not belong here.
const VIEWER = [
  ...['account.use', 'agents.read', 'api-keys.manage', 'debates.read', 'schema.read', 'system.read', 'workflows.read'],
  'workspaces.read',
];
const ANALYST = [...VIEWER, 'usage.read'];
const MEMBER = [
  ...[...ANALYST, 'debates.create', 'debates.cancel'],
  ...['workflows.create', 'workflows.update', 'workflows.execute'],
];
const TEAM_LEAD = [...MEMBER, 'users.read', 'workflows.approve'];
const COMPLIANCE_OFFICER = [...ANALYST, 'users.read', 'workflows.approve'];
const ORDINARY = TEAM_LEAD;
const RIGHTS = {
  owner: TEAM_LEAD,
  admin: TEAM_LEAD,
  compliance_officer: COMPLIANCE_OFFICER,
  team_lead: TEAM_LEAD,
  member: MEMBER,
  analyst: ANALYST,
  viewer: VIEWER,
};
