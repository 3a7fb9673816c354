import { GoogleSignIn } from '../../../domain/access/sign-in/google-sign-in.ts';
import type { OpenIdProvider, SignInWithIdentity } from '../../../domain/access/sign-in/oauth-ports.ts';
import type { Clock, Random, SharedState } from '../../../domain/shared/ports.ts';
import type { Emit } from '../../../domain/shared/signals.ts';
import { SharedOAuthStates } from '../../../infra/access/oauth-states.ts';
import type { OpenIdOptions } from '../../../infra/access/openid.ts';
import type { Config } from '../../config.ts';
import type { OAuthOptions } from './oauth-routes.ts';

export interface GoogleSignInParts {
  readonly shared: SharedState;
  readonly signInWithIdentity: SignInWithIdentity;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: Emit;
}

/** The options of `oauthRoutes`, from the settings. */
export function googleSignIn(config: Config, parts: GoogleSignInParts): OAuthOptions {
  const { googleOauthRedirectUri: redirectUri, oauthErrorUrl: errorUrl } = config;
  const cookie = redirectUri?.startsWith('http:') ? 'plain' : 'secure';
  return { google: signInOf(config, parts), errorUrl, cookie };
}

function signInOf(config: Config, { shared, clock, ...parts }: GoogleSignInParts): GoogleSignIn | undefined {
  const { googleOauthClientId: clientId, googleOauthClientSecret: clientSecret } = config;
  const { googleOauthRedirectUri: redirectUri, googleOauthIssuer: issuer } = config;
  if (clientId === undefined || clientSecret === undefined || redirectUri === undefined) return undefined;
  return new GoogleSignIn({
    ...parts,
    provider: openIdProvider({ issuer, clientId, clientSecret, redirectUri, clock }),
    states: new SharedOAuthStates(shared),
    successUrl: config.oauthSuccessUrl,
    allowedReturnHosts: config.oauthAllowedRedirectHosts,
  });
}

/** Loads the OpenID library at the first sign-in, so that the start of the server is faster. */
function openIdProvider(options: OpenIdOptions): OpenIdProvider {
  let loaded: OpenIdProvider | undefined;
  const provider = async () => {
    const { OpenIdConnect } = await import('../../../infra/access/openid.ts');
    loaded ??= new OpenIdConnect(options);
    return loaded;
  };
  return {
    authorizationUrl: async (started) => (await provider()).authorizationUrl(started),
    identityOf: async (query, started) => (await provider()).identityOf(query, started),
  };
}
