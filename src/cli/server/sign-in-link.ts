import { credential } from './credential.ts';

const PATIENCE_MS = 10_000;

/** What makes an address of the playground sign in whoever opens it first; nothing where the server has no such links. */
export async function signInFragment(url: string): Promise<string> {
  const headers = credential();
  if (headers.authorization === undefined) return '';
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // A server that serves is not to end because of a link.
  const response = await fetch(`${url}/api/auth/sign-in-link`, { method: 'POST', headers, signal }).catch(
    () => undefined,
  );
  if (!response?.ok) return '';
  const { code } = (await response.json()) as { code: string };
  return `#sign-in=${code}`;
}
