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
  /** Where the provider sends browsers back to: exactly as it is registered there. */
  readonly redirectUri: string;
  readonly clock: Clock;
  /** How long one request to the provider may take. Default: 5 seconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** How long what the provider says of itself is taken for true. */
const METADATA_TTL_MS = 3_600_000;
const MIN_SECRET = 8;
/** By how many seconds its clock and ours may differ. */
const CLOCK_TOLERANCE = 30;

/** Google, or whatever speaks OpenID Connect in its place: authorization code flow with PKCE. */
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
    // Not the address of the request: a proxy may stand before us, and Host is whatever the caller writes.
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

  /** What a provider is told and might repeat. Shorter texts are no secrets, and would tear up every word they are in. */
  private sentWith({ searchParams }: URL, { verifier }: StartedSignIn): readonly string[] {
    const sent = [this.options.clientSecret, verifier, searchParams.get('code') ?? ''];
    return sent.filter(({ length }) => length >= MIN_SECRET);
  }

  /** The provider as it describes itself, asked for once an hour; one that did not answer is asked again at once. */
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
  // Signatures are checked too, though the token comes over TLS from the provider itself.
  const execute = [openid.enableNonRepudiationChecks];
  // `carefulFetch` lets plain HTTP reach this machine alone.
  if (issuer.startsWith('http:')) execute.push(openid.allowInsecureRequests);
  return openid.discovery(new URL(issuer), clientId, metadata, openid.ClientSecretPost(clientSecret), {
    [openid.customFetch]: carefulFetch,
    timeout: timeoutMs / 1000,
    execute,
  });
}

/** A provider that cannot say where it is cannot be used, whatever it says instead. */
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
