import { credential } from './credential.ts';

const TIMEOUT_MS = 10_000;

/**
 * A URL fragment that signs in the first browser that opens the playground with it; empty if the server has no sign-in
 * links.
 */
export async function signInFragment(url: string): Promise<string> {
  const headers = credential();
  if (headers.authorization === undefined) return '';
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // A failure must not stop `aragora serve`.
  const response = await fetch(`${url}/api/auth/sign-in-link`, { method: 'POST', headers, signal }).catch(
    () => undefined,
  );
  if (!response?.ok) return '';
  const { code } = (await response.json()) as { code: string };
  return `#sign-in=${code}`;
}
