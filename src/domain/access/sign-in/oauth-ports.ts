import type { StartedSignIn } from './oauth-sign-in.ts';

/** Who a provider says somebody is. The subject is the provider's own, lasting name of the account; the e-mail is verified. */
export interface Identity {
  readonly provider: 'google';
  readonly subject: string;
  readonly email: string;
  /** As people know them; absent where the provider tells none. */
  readonly name: string | undefined;
}

/** Why somebody who has proved who they are is not let in. */
export type SignInRefusal = 'NO_ACCOUNT' | 'DEACTIVATED';

export type SignInAnswer =
  /** The code is good once, for 60 seconds at most; whoever has it is signed in. */
  { readonly ok: true; readonly code: string } | { readonly ok: false; readonly reason: SignInRefusal };

/** Signs in whoever has proved to be this, from that network address. Throws `Unavailable` when it cannot be known. */
export type SignInWithIdentity = (identity: Identity & { readonly address: string | null }) => Promise<SignInAnswer>;

/** Keeps sign-ins that have begun, for every server of the installation. Both throw `Unavailable` when it is away. */
export interface OAuthStateStore {
  /** Keeps it under its state for `SIGN_IN_TTL_MS`. */
  keep(started: StartedSignIn): Promise<void>;
  /** What was kept under this state: once. Whoever asks again, or at the same time, or too late, gets undefined. */
  take(state: string): Promise<StartedSignIn | undefined>;
}

/** Why a provider's word is not taken. */
export type ProviderFailure =
  /** The person said no. */
  | 'DENIED'
  /** It does not answer, or not as a provider does; another try may succeed. */
  | 'PROVIDER_UNAVAILABLE'
  /** It answers that it will not. */
  | 'PROVIDER_REFUSED'
  /** What it answers proves nothing: of another issuer, for another application, for another sign-in, expired, forged. */
  | 'IDENTITY_INVALID'
  | 'EMAIL_NOT_VERIFIED';

export interface ProviderRefusal {
  readonly ok: false;
  readonly code: ProviderFailure;
  /** For the log alone: it may hold words of the provider. */
  readonly reason: string;
}

/** A provider of OpenID Connect. Neither method throws, and each answers within seconds, whatever the provider does. */
export interface OpenIdProvider {
  /** Where to send the browser of whoever wants to sign in. */
  authorizationUrl(started: StartedSignIn): Promise<{ readonly ok: true; readonly url: string } | ProviderRefusal>;
  /** Who has come back from there; `query` is that of the callback, as it came. */
  identityOf(
    query: string,
    started: StartedSignIn,
  ): Promise<{ readonly ok: true; readonly identity: Identity } | ProviderRefusal>;
}
