import { Migration } from '@mikro-orm/migrations';

/** Organisations, their users and workspaces, and the credentials of users. Existing data belongs to the first workspace. */
export class Access extends Migration {
  override up(): void {
    for (const statement of TABLES) this.addSql(statement);
    this.addSql(`insert into organisations (id, name) values ('org_local', 'Aragora')`);
    this.addSql(`insert into workspaces (id, organisation_id, name) values ('wsp_local', 'org_local', 'Aragora')`);
  }

  override down(): void {
    for (const table of NAMES) this.addSql(`drop table ${table}`);
  }
}

const NAMES = [
  ...['api_keys', 'one_time_secrets', 'refresh_tokens', 'sessions', 'custom_roles', 'memberships'],
  ...['user_identities', 'users', 'workspaces', 'organisations'],
];

const TABLES = [
  `create table organisations (
     id text primary key,
     name text not null,
     created_at timestamptz(3) not null default now()
   )`,
  `create table workspaces (
     id text primary key,
     organisation_id text not null constraint workspaces_organisation_id_foreign references organisations (id),
     name text not null,
     created_at timestamptz(3) not null default now()
   )`,
  `create table users (
     id text primary key,
     organisation_id text not null constraint users_organisation_id_foreign references organisations (id),
     email text not null constraint users_email_unique unique,
     name text not null,
     password_hash text,
     is_active boolean not null,
     token_version int not null,
     created_at timestamptz(3) not null,
     last_sign_in_at timestamptz(3)
   )`,
  `create table user_identities (
     provider text not null,
     subject text not null,
     user_id text not null constraint user_identities_user_id_foreign references users (id),
     primary key (provider, subject)
   )`,
  `create table memberships (
     workspace_id text not null constraint memberships_workspace_id_foreign references workspaces (id),
     user_id text not null constraint memberships_user_id_foreign references users (id),
     roles jsonb not null,
     since timestamptz(3) not null default now(),
     primary key (workspace_id, user_id)
   )`,
  'create index memberships_of_user on memberships (user_id)',
  `create table custom_roles (
     organisation_id text not null constraint custom_roles_organisation_id_foreign references organisations (id),
     name text not null,
     includes jsonb not null,
     permissions jsonb not null,
     primary key (organisation_id, name)
   )`,
  `create table sessions (
     id text primary key,
     user_id text not null constraint sessions_user_id_foreign references users (id),
     workspace_id text not null constraint sessions_workspace_id_foreign references workspaces (id),
     token_version int not null,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3) not null,
     ended_at timestamptz(3),
     proven_at timestamptz(3) not null,
     impersonator_id text constraint sessions_impersonator_id_foreign references users (id)
   )`,
  'create index sessions_of_user on sessions (user_id) where ended_at is null',
  `create table refresh_tokens (
     hash text primary key,
     session_id text not null constraint refresh_tokens_session_id_foreign references sessions (id) on delete cascade,
     used_at timestamptz(3)
   )`,
  `create table one_time_secrets (
     hash text primary key,
     purpose text not null,
     user_id text not null constraint one_time_secrets_user_id_foreign references users (id),
     expires_at timestamptz(3) not null,
     used_at timestamptz(3)
   )`,
  `create table api_keys (
     id text primary key,
     hash text not null constraint api_keys_hash_unique unique,
     user_id text not null constraint api_keys_user_id_foreign references users (id),
     workspace_id text not null constraint api_keys_workspace_id_foreign references workspaces (id),
     name text not null,
     prefix text not null,
     scopes jsonb,
     addresses jsonb not null,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3),
     last_used_at timestamptz(3),
     revoked_at timestamptz(3)
   )`,
];
