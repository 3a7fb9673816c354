import { Access } from '../../../domain/access/access.ts';
import { Argon2Passwords } from '../../../infra/access/argon2.ts';
import { BoundedPasswords } from '../../../infra/access/bounded-passwords.ts';
import { JwtAccessTokens } from '../../../infra/access/jwt.ts';
import { otplibCodes } from '../../../infra/access/otplib.ts';
import { PostgresApiKeyStore } from '../../../infra/access/postgres/api-keys.ts';
import { ACCESS_ENTITIES } from '../../../infra/access/postgres/entities.ts';
import { PostgresInvitationStore } from '../../../infra/access/postgres/invitations.ts';
import { PostgresOneTimeStore } from '../../../infra/access/postgres/one-time-secrets.ts';
import { PostgresSecondFactorStore } from '../../../infra/access/postgres/second-factors.ts';
import { PostgresSessionStore } from '../../../infra/access/postgres/sessions.ts';
import { PostgresUserStore } from '../../../infra/access/postgres/users.ts';
import { PostgresWorkspaceStore } from '../../../infra/access/postgres/workspaces.ts';
import { ACCESS_SIGNALS } from '../../../infra/access/signals.ts';
import { AccountResolver } from '../../../resolvers/access/accounts.ts';
import { ApiKeyResolver, readApiKey } from '../../../resolvers/access/api-keys.ts';
import { ImpersonationResolver } from '../../../resolvers/access/impersonation.ts';
import { InvitationResolver, readInvitation } from '../../../resolvers/access/invitations.ts';
import { MeResolver } from '../../../resolvers/access/me.ts';
import { MemberResolver } from '../../../resolvers/access/members.ts';
import { OrganisationResolver } from '../../../resolvers/access/organisation.ts';
import { RoleResolver } from '../../../resolvers/access/roles.ts';
import { SecondFactorResolver } from '../../../resolvers/access/second-factors.ts';
import { SignInResolver } from '../../../resolvers/access/sign-in.ts';
import { readUser, readWorkspace } from '../../../resolvers/access/user-types.ts';
import type { Deps, Doors, FeatureModule } from '../../feature.ts';
import { accountRoutes } from './account-routes.ts';
import { googleSignIn } from './google-sign-in.ts';
import { type OAuthOptions, oauthRoutes } from './oauth-routes.ts';
import { signInLinkRoutes } from './sign-in-link-routes.ts';
import { secretsOf } from './token-secrets.ts';

declare module '../../feature.ts' {
  interface Doors {
    readonly google: OAuthOptions;
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Users, sessions and keys. Tokens are signed with the secret of the settings, or else with a secret in the data directory.
 */
export const feature: FeatureModule = {
  entities: ACCESS_ENTITIES,
  resolvers: [
    AccountResolver,
    ApiKeyResolver,
    ImpersonationResolver,
    InvitationResolver,
    MeResolver,
    MemberResolver,
    OrganisationResolver,
    RoleResolver,
    SecondFactorResolver,
    SignInResolver,
  ],
  nodes: {
    usr_: { permission: 'users.read', read: readUser },
    wsp_: { permission: 'workspaces.read', read: readWorkspace },
    inv_: { permission: 'account.use', read: readInvitation },
    key_: { permission: 'api-keys.manage', read: readApiKey },
  },
  routes: ({ access, google }) => [...accountRoutes(access), ...signInLinkRoutes(access), ...oauthRoutes(google)],
  signals: ACCESS_SIGNALS,
  compose: (deps, doors) => {
    const access = composeAccess(deps, doors);
    const signInWithIdentity = access.sessions.signInWithIdentity.bind(access.sessions);
    const google = googleSignIn(deps.config, { ...deps, signInWithIdentity });
    return { doors: { access, google }, open: () => access.open() };
  },
};

function composeAccess({ config, database, ...ports }: Deps, { encryption, auditLog }: Doors): Access {
  return new Access({
    ...ports,
    users: new PostgresUserStore(database),
    workspaces: new PostgresWorkspaceStore(database),
    sessions: new PostgresSessionStore(database),
    oneTime: new PostgresOneTimeStore(database),
    apiKeys: new PostgresApiKeyStore(database),
    invitations: new PostgresInvitationStore(database),
    secondFactors: new PostgresSecondFactorStore(database, encryption),
    codes: otplibCodes,
    passwords: new BoundedPasswords(new Argon2Passwords()),
    tokens: new JwtAccessTokens(secretsOf(config), ports.clock, ports.ids),
    recordAction: auditLog.record.bind(auditLog),
    apiToken: config.apiToken,
    trustsLocal: config.env !== 'production',
    secondFactorGraceMs: config.adminMfaGraceDays * DAY_MS,
    accessMs: config.jwtExpiryHours * HOUR_MS,
    refreshMs: config.refreshTokenExpiryDays * DAY_MS,
  });
}
