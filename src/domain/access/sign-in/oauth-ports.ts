import type { StartedSignIn } from './oauth-sign-in.ts';

/** An identity asserted by a provider. The subject is the provider's permanent id of the account; the e-mail is verified. */
export interface Identity {
  readonly provider: 'google';
  readonly subject: string;
  readonly email: string;
  /** Display name; absent when the provider sends none. */
  readonly name: string | undefined;
}

/** Why a person with a proved identity is not signed in. */
export type SignInRefusal = 'NO_ACCOUNT' | 'DEACTIVATED';

export type SignInAnswer =
  /** The code can be exchanged once, for 60 seconds at most, for a session. */
  { readonly ok: true; readonly code: string } | { readonly ok: false; readonly reason: SignInRefusal };

/** Signs in the user with this identity, from that network address. Throws `Unavailable` when a store is away. */
export type SignInWithIdentity = (identity: Identity & { readonly address: string | null }) => Promise<SignInAnswer>;

/** Stores pending sign-ins for every server of the installation. Both methods throw `Unavailable` when the store is away. */
export interface OAuthStateStore {
  /** Stores the sign-in under its state for `SIGN_IN_TTL_MS`. */
  keep(started: StartedSignIn): Promise<void>;
  /** The sign-in of this state, once. A second, concurrent or late call returns undefined. */
  take(state: string): Promise<StartedSignIn | undefined>;
}

/** Why the answer of a provider is not accepted. */
export type ProviderFailure =
  /** The person said no. */
  | 'DENIED'
  /** No valid answer of a provider; another try may succeed. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider refused the request. */
  | 'PROVIDER_REFUSED'
  /** The answer proves no identity: wrong issuer, audience or nonce, expired or forged. */
  | 'IDENTITY_INVALID'
  | 'EMAIL_NOT_VERIFIED';

export interface ProviderRefusal {
  readonly ok: false;
  readonly code: ProviderFailure;
  /** For the log alone: it may hold words of the provider. */
  readonly reason: string;
}

/** A provider of OpenID Connect. Neither method throws, and each returns within seconds, also when the provider does not answer. */
export interface OpenIdProvider {
  /** Address to send the browser to. */
  authorizationUrl(started: StartedSignIn): Promise<{ readonly ok: true; readonly url: string } | ProviderRefusal>;
  /** The identity of a callback; `query` is its query, unchanged. */
  identityOf(
    query: string,
    started: StartedSignIn,
  ): Promise<{ readonly ok: true; readonly identity: Identity } | ProviderRefusal>;
}
