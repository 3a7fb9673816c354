import { defineEntity, p } from '@mikro-orm/core';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { OneTimePurpose, ProviderAccount } from '../../../domain/access/ports.ts';
import { EnvelopeType } from '../../postgres/envelope-type.ts';
import { UserRow, WorkspaceRow } from './organisation-rows.ts';

export const SessionRow = defineEntity({
  name: 'SessionRow',
  tableName: 'sessions',
  properties: {
    id: p.text().primary(),
    userId: () => p.manyToOne(UserRow).mapToPk().joinColumn('user_id'),
    workspaceId: () => p.manyToOne(WorkspaceRow).mapToPk().joinColumn('workspace_id'),
    tokenVersion: p.integer(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    provenAt: p.datetime(3),
    impersonatorId: () =>
      p.manyToOne(UserRow).mapToPk().joinColumn('impersonator_id').nullable().deleteRule('no action'),
  },
  indexes: [{ name: 'sessions_of_user', properties: 'userId', where: { endedAt: null } }],
});

export const RefreshTokenRow = defineEntity({
  name: 'RefreshTokenRow',
  tableName: 'refresh_tokens',
  properties: {
    hash: p.text().primary(),
    sessionId: () => p.manyToOne(SessionRow).mapToPk().joinColumn('session_id').deleteRule('cascade'),
    usedAt: p.datetime(3).nullable(),
  },
});

export const OneTimeSecretRow = defineEntity({
  name: 'OneTimeSecretRow',
  tableName: 'one_time_secrets',
  properties: {
    hash: p.text().primary(),
    purpose: p.text().$type<OneTimePurpose>(),
    userId: () => p.manyToOne(UserRow).mapToPk().joinColumn('user_id'),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
    identity: p.json<ProviderAccount>().nullable(),
  },
});

export const ApiKeyRow = defineEntity({
  name: 'ApiKeyRow',
  tableName: 'api_keys',
  properties: {
    id: p.text().primary(),
    hash: p.text().unique(),
    userId: () => p.manyToOne(UserRow).mapToPk().joinColumn('user_id'),
    workspaceId: () => p.manyToOne(WorkspaceRow).mapToPk().joinColumn('workspace_id'),
    name: p.text(),
    prefix: p.text(),
    scopes: p.json<Permission[]>(),
    addresses: p.json<string[]>(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

export const SecondFactorRow = defineEntity({
  name: 'SecondFactorRow',
  tableName: 'second_factors',
  properties: {
    userId: () =>
      p.manyToOne(UserRow).mapToPk().joinColumn('user_id').primary().updateRule('no action').deleteRule('no action'),
    /** Sealed; the store seals and opens it. */
    secret: p.type(EnvelopeType),
    confirmedAt: p.datetime(3).nullable(),
    lastStep: p.bigint('number').nullable(),
    recovery: p.json<string[]>(),
  },
});
