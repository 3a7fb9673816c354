import * as openid from 'openid-client';
import type { Identity, OpenIdProvider, ProviderRefusal } from '../../domain/access/sign-in/oauth-ports.ts';
import type { StartedSignIn } from '../../domain/access/sign-in/oauth-sign-in.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { carefulFetch } from './careful-fetch.ts';
import { failureOf, refusal } from './openid-failures.ts';

export interface OpenIdOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address to which the provider sends browsers back, exactly as registered there. */
  readonly redirectUri: string;
  readonly clock: Clock;
  /** Deadline of one request to the provider. Default: 5 seconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** How long the metadata of the provider is cached. */
const METADATA_TTL_MS = 3_600_000;
const MIN_SECRET = 8;
/** Allowed difference between the clocks of provider and server, in seconds. */
const CLOCK_TOLERANCE = 30;

/** Google, or another OpenID Connect provider in its place: authorization code flow with PKCE. */
export class OpenIdConnect implements OpenIdProvider {
  private readonly options: OpenIdOptions;
  private known: { readonly at: number; readonly client: Promise<openid.Configuration> } | undefined;

  constructor(options: OpenIdOptions) {
    this.options = options;
  }

  async authorizationUrl(started: StartedSignIn): Promise<{ ok: true; url: string } | ProviderRefusal> {
    try {
      const url = openid.buildAuthorizationUrl(await this.client(), {
        redirect_uri: this.options.redirectUri,
        scope: 'openid email profile',
        state: started.state,
        nonce: started.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(started.verifier),
        code_challenge_method: 'S256',
      });
      return { ok: true, url: url.href };
    } catch (error) {
      return unreachable(error);
    }
  }

  async identityOf(query: string, started: StartedSignIn): Promise<{ ok: true; identity: Identity } | ProviderRefusal> {
    let client: openid.Configuration;
    try {
      client = await this.client();
    } catch (error) {
      return unreachable(error);
    }
    // Not the address of the request: there may be a proxy before this server, and the caller chooses the Host header.
    const callback = new URL(this.options.redirectUri);
    callback.search = query;
    const checks = { expectedState: started.state, expectedNonce: started.nonce, pkceCodeVerifier: started.verifier };
    try {
      const tokens = await openid.authorizationCodeGrant(client, callback, { ...checks, idTokenExpected: true });
      return identityIn(tokens.claims());
    } catch (error) {
      return failureOf(error, this.sentWith(callback, started));
    }
  }

  /** Secrets that a provider might repeat. Shorter texts are no secrets, and removing them would damage words. */
  private sentWith({ searchParams }: URL, { verifier }: StartedSignIn): readonly string[] {
    const sent = [this.options.clientSecret, verifier, searchParams.get('code') ?? ''];
    return sent.filter(({ length }) => length >= MIN_SECRET);
  }

  /** The metadata of the provider, read once an hour. A failed read is not cached. */
  private client(): Promise<openid.Configuration> {
    const now = this.options.clock.monotonicMs();
    if (this.known && now - this.known.at < METADATA_TTL_MS) return this.known.client;
    const known = { at: now, client: discover(this.options) };
    this.known = known;
    known.client.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known.client;
  }
}

async function discover(options: OpenIdOptions): Promise<openid.Configuration> {
  const { issuer, clientId, clientSecret, timeoutMs = TIMEOUT_MS } = options;
  const metadata = { client_secret: clientSecret, [openid.clockTolerance]: CLOCK_TOLERANCE };
  // Signatures are also checked, although the token comes over TLS from the provider itself.
  const execute = [openid.enableNonRepudiationChecks];
  // `carefulFetch` allows plain HTTP only to this machine.
  if (issuer.startsWith('http:')) execute.push(openid.allowInsecureRequests);
  return openid.discovery(new URL(issuer), clientId, metadata, openid.ClientSecretPost(clientSecret), {
    [openid.customFetch]: carefulFetch,
    timeout: timeoutMs / 1000,
    execute,
  });
}

/** A provider without readable metadata is unavailable, after every kind of error. */
function unreachable(error: unknown): ProviderRefusal {
  return { ...failureOf(error, []), code: 'PROVIDER_UNAVAILABLE' };
}

function identityIn(claims: openid.IDToken | undefined): { ok: true; identity: Identity } | ProviderRefusal {
  if (!claims) return refusal('IDENTITY_INVALID', ['no identity']);
  const { sub: subject, email, email_verified: isVerified, name } = claims;
  if (typeof email !== 'string' || isVerified !== true) return refusal('EMAIL_NOT_VERIFIED', ['no verified e-mail']);
  return {
    ok: true,
    identity: { provider: 'google', subject, email, name: typeof name === 'string' ? name : undefined },
  };
}
