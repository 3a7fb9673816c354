import { ApiKeyRow, OneTimeSecretRow, RefreshTokenRow, SecondFactorRow, SessionRow } from './credential-rows.ts';
import {
  CustomRoleRow,
  MembershipRow,
  OrganisationRow,
  UserIdentityRow,
  UserRow,
  WorkspaceRow,
} from './organisation-rows.ts';

export const ACCESS_ENTITIES = [
  ...[OrganisationRow, WorkspaceRow, UserRow, UserIdentityRow, MembershipRow, CustomRoleRow],
  ...[SessionRow, RefreshTokenRow, OneTimeSecretRow, ApiKeyRow, SecondFactorRow],
];
