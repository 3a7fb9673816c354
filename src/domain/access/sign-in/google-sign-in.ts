import { Unavailable } from '../../shared/errors.ts';
import type { Random } from '../../shared/ports.ts';
import type { Emit } from '../../shared/signals.ts';
import type {
  OAuthStateStore,
  OpenIdProvider,
  ProviderFailure,
  ProviderRefusal,
  SignInRefusal,
  SignInWithIdentity,
} from './oauth-ports.ts';
import { browserSecret, isBegunBy, type StartedSignIn, startSignIn, stateIn } from './oauth-sign-in.ts';
import { isReturnAddress } from './return-address.ts';

export interface GoogleSignInOptions {
  readonly provider: OpenIdProvider;
  readonly states: OAuthStateStore;
  readonly signInWithIdentity: SignInWithIdentity;
  readonly random: Random;
  readonly emit: Emit;
  /** Target of browsers without a `return_to`. */
  readonly successUrl: string | undefined;
  readonly allowedReturnHosts: readonly string[];
}

/** Why a sign-in failed; pages branch on it, so a code never changes its meaning. */
export type SignInFailure = ProviderFailure | SignInRefusal | 'STATE_INVALID' | 'UNAVAILABLE';

export type Begun =
  | { readonly kind: 'AT_PROVIDER'; readonly url: string; readonly secret: string }
  | { readonly kind: 'RETURN_ADDRESS_REFUSED' }
  | { readonly kind: 'FAILED'; readonly code: SignInFailure };

export type Ended =
  /** The address carries the one-time code in its fragment, which no server sees. */
  { readonly kind: 'SIGNED_IN'; readonly url: string } | { readonly kind: 'FAILED'; readonly code: SignInFailure };

/** Request of the callback. */
export interface CameBack {
  /** Query of the callback, unchanged. */
  readonly query: string;
  /** Secret in the browser's cookie. */
  readonly secret: string | undefined;
  /** Network address of the browser; null when it is not known. */
  readonly address: string | null;
}

/**
 * Sign-in with Google. The browser is sent there, returns with a code, and receives a one-time code of this server.
 *
 *   begin ──▶ stored state ──▶ provider ──▶ end: state taken (once) ─▶ same browser? ─▶ identity proved? ─▶ accepted?
 *                                             any no ─▶ FAILED with a code; the state stays taken
 */
export class GoogleSignIn {
  private readonly options: GoogleSignInOptions;

  constructor(options: GoogleSignInOptions) {
    this.options = options;
  }

  /** `held` is the secret of an earlier sign-in in the browser's cookie. */
  async begin(returnTo: string | undefined, held: string | undefined): Promise<Begun> {
    const { provider, states, random, successUrl, allowedReturnHosts } = this.options;
    const target = returnTo ?? successUrl;
    if (target === undefined || !isReturnAddress(target, allowedReturnHosts)) return { kind: 'RETURN_ADDRESS_REFUSED' };
    const secret = browserSecret(held, random);
    const started = startSignIn(target, secret, random);
    const asked = await provider.authorizationUrl(started);
    if (!asked.ok) return this.refused(asked);
    const kept = await orAway(states.keep(started));
    return kept === AWAY ? this.failed('UNAVAILABLE', kept) : { kind: 'AT_PROVIDER', url: asked.url, secret };
  }

  async end({ query, secret, address }: CameBack): Promise<Ended> {
    const state = stateIn(query);
    if (state === undefined) return this.failed('STATE_INVALID', 'no state of ours');
    const started = await orAway(this.options.states.take(state));
    if (started === AWAY) return this.failed('UNAVAILABLE', started);
    if (!started) return this.failed('STATE_INVALID', 'unknown, expired or used');
    if (!isBegunBy(started, secret)) return this.failed('STATE_INVALID', 'begun in another browser');
    return this.letIn(query, started, address);
  }

  private async letIn(query: string, started: StartedSignIn, address: string | null): Promise<Ended> {
    const proved = await this.options.provider.identityOf(query, started);
    if (!proved.ok) return this.refused(proved);
    const answer = await orAway(this.options.signInWithIdentity({ ...proved.identity, address }));
    if (answer === AWAY) return this.failed('UNAVAILABLE', answer);
    if (!answer.ok) return this.failed(answer.reason, 'not let in');
    return { kind: 'SIGNED_IN', url: `${started.returnTo}#sign-in=${encodeURIComponent(answer.code)}` };
  }

  private refused({ code, reason }: ProviderRefusal) {
    return this.failed(code, reason);
  }

  private failed(code: SignInFailure, reason: string) {
    this.options.emit('signInFailed', { provider: 'google', code, reason });
    return { kind: 'FAILED' as const, code };
  }
}

const AWAY = 'a store is away';

async function orAway<T>(asked: Promise<T>): Promise<T | typeof AWAY> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Unavailable) return AWAY;
    throw error;
  }
}
