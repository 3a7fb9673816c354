import { ApiKeyRow, OneTimeSecretRow, RefreshTokenRow, SecondFactorRow, SessionRow } from './credential-rows.ts';
import {
  CustomRoleRow,
  InvitationRow,
  MembershipRow,
  OrganisationRow,
  UserIdentityRow,
  UserRow,
  WorkspaceRow,
} from './organisation-rows.ts';

export const ACCESS_ENTITIES = [
  ...[OrganisationRow, WorkspaceRow, UserRow, UserIdentityRow, MembershipRow, CustomRoleRow, InvitationRow],
  ...[SessionRow, RefreshTokenRow, OneTimeSecretRow, ApiKeyRow, SecondFactorRow],
];
