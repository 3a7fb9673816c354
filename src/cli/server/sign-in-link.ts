import { credential } from './credential.ts';
import { post } from './http.ts';

const TIMEOUT_MS = 10_000;

/**
 * A URL fragment that signs in the first browser that opens the playground with it; empty if the server has no sign-in
 * links.
 */
export async function signInFragment(url: string): Promise<string> {
  const headers = credential();
  if (headers.authorization === undefined) return '';
  // A failure must not stop `aragora serve`.
  const response = await post(`${url}/api/auth/sign-in-link`, {
    headers: { authorization: headers.authorization },
    timeoutMs: TIMEOUT_MS,
  }).catch(() => undefined);
  if (response?.status !== 200 && response?.status !== 201) return '';
  const { code } = JSON.parse(response.text) as { code: string };
  return `#sign-in=${code}`;
}
