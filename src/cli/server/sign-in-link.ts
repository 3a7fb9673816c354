import { credential } from './credential.ts';
import { type HttpResponse, post } from './http.ts';

const TIMEOUT_MS = 10_000;

/**
 * A URL fragment that signs in the first browser that opens the playground with it; empty if the server has no sign-in
 * links.
 */
export async function signInFragment(url: string): Promise<string> {
  const headers = credential();
  if (headers.authorization === undefined) return '';
  try {
    const { authorization } = headers;
    return fragmentOf(
      await post(`${url}/api/auth/sign-in-link`, { headers: { authorization }, timeoutMs: TIMEOUT_MS }),
    );
  } catch {
    // A failure must not stop `aragora serve`.
    return '';
  }
}

/** The same, but empty where standard error is no terminal: others read logs, and the link signs them in. */
export async function shownSignInFragment(url: string): Promise<string> {
  return process.stderr.isTTY ? signInFragment(url) : '';
}

/** Throws when the response is no JSON object. */
function fragmentOf({ status, text }: HttpResponse): string {
  if (status !== 200 && status !== 201) return '';
  const { code } = JSON.parse(text) as { code?: unknown };
  return typeof code === 'string' ? `#sign-in=${code}` : '';
}
