import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { ProviderFailure, ProviderRefusal } from '../../domain/access/sign-in/oauth-ports.ts';

/** Codes of OAuth (RFC 6749, 4.1.2.1) with a meaning other than a final refusal. */
const TOLD: Readonly<Record<string, ProviderFailure>> = {
  access_denied: 'DENIED',
  server_error: 'PROVIDER_UNAVAILABLE',
  temporarily_unavailable: 'PROVIDER_UNAVAILABLE',
};

/** The response is not from the provider: most likely from a proxy, or a time-out. */
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/**
 * Converts an error of openid-client. Its causes contain tokens and claims, so only its own message goes into the reason.
 * Secrets that a provider repeats in its message are removed.
 */
export function failureOf(error: unknown, sent: readonly string[]): ProviderRefusal {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const { error: told, error_description: description } = error;
    const code = Object.hasOwn(TOLD, told) ? TOLD[told] : undefined;
    const words = [told, description ?? ''].map((word) =>
      sent.reduce((left, one) => left.replaceAll(one, '***'), word),
    );
    return refusal(code ?? 'PROVIDER_REFUSED', words);
  }
  if (error instanceof ClientError) {
    const isSilent = NO_ANSWER.includes(error.code ?? '');
    return refusal(isSilent ? 'PROVIDER_UNAVAILABLE' : 'IDENTITY_INVALID', [error.code ?? '', error.message]);
  }
  // `fetch` rejects with these when there is no connection, or when it breaks.
  if (error instanceof TypeError || error instanceof DOMException) {
    return refusal('PROVIDER_UNAVAILABLE', [error.message, reasonOf(error.cause)]);
  }
  throw error;
}

export function refusal(code: ProviderFailure, words: readonly string[]): ProviderRefusal {
  const reason = words.filter((word) => word !== '').join(': ');
  return { ok: false, code, reason: reason.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}
