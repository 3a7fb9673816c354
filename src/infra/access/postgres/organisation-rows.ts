import { defineEntity, p } from '@mikro-orm/core';
import type { InvitationStatus } from '../../../domain/access/invitation.ts';
import type { AccountRole } from '../../../domain/access/permissions.ts';

export const OrganisationRow = defineEntity({
  name: 'OrganisationRow',
  tableName: 'organisations',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export const WorkspaceRow = defineEntity({
  name: 'WorkspaceRow',
  tableName: 'workspaces',
  properties: {
    id: p.text().primary(),
    organisationId: () => p.manyToOne(OrganisationRow).mapToPk().joinColumn('organisation_id'),
    name: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export const UserRow = defineEntity({
  name: 'UserRow',
  tableName: 'users',
  properties: {
    id: p.text().primary(),
    organisationId: () => p.manyToOne(OrganisationRow).mapToPk().joinColumn('organisation_id'),
    email: p.text().unique(),
    name: p.text(),
    passwordHash: p.text().nullable(),
    accountRoles: p.json<AccountRole[]>(),
    isActive: p.boolean(),
    tokenVersion: p.integer(),
    createdAt: p.datetime(3),
    lastSignInAt: p.datetime(3).nullable(),
  },
});

export const InvitationRow = defineEntity({
  name: 'InvitationRow',
  tableName: 'invitations',
  properties: {
    id: p.text().primary(),
    organisationId: () => p.manyToOne(OrganisationRow).mapToPk().joinColumn('organisation_id'),
    workspaceId: () => p.manyToOne(WorkspaceRow).mapToPk().joinColumn('workspace_id'),
    email: p.text(),
    name: p.text(),
    roles: p.json<string[]>(),
    invitedBy: p.text(),
    hash: p.text().unique(),
    status: p.text().$type<InvitationStatus>(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
  },
  indexes: [
    { name: 'invitations_of_workspace', properties: ['workspaceId', 'status'] },
    { name: 'invitations_of_email', properties: ['organisationId', 'email', 'status'] },
  ],
});

export const UserIdentityRow = defineEntity({
  name: 'UserIdentityRow',
  tableName: 'user_identities',
  properties: {
    provider: p.text().primary(),
    subject: p.text().primary(),
    userId: () => p.manyToOne(UserRow).mapToPk().joinColumn('user_id'),
  },
});

export const MembershipRow = defineEntity({
  name: 'MembershipRow',
  tableName: 'memberships',
  properties: {
    workspaceId: () =>
      p
        .manyToOne(WorkspaceRow)
        .mapToPk()
        .joinColumn('workspace_id')
        .primary()
        .updateRule('no action')
        .deleteRule('no action'),
    userId: () =>
      p.manyToOne(UserRow).mapToPk().joinColumn('user_id').primary().updateRule('no action').deleteRule('no action'),
    roles: p.json<string[]>(),
    since: p.datetime(3).defaultRaw('now()'),
  },
  indexes: [{ name: 'memberships_of_user', properties: 'userId' }],
});

export const CustomRoleRow = defineEntity({
  name: 'CustomRoleRow',
  tableName: 'custom_roles',
  properties: {
    organisationId: () => p.manyToOne(OrganisationRow).mapToPk().joinColumn('organisation_id').primary(),
    name: p.text().primary(),
    includes: p.json<string[]>(),
    permissions: p.json<string[]>(),
  },
});
