const KEY = 'aragora:session';
const SOON_MS = 60_000;

interface Tokens {
  readonly access_token: string;
  readonly expires_at: string;
  readonly refresh_token: string;
}

/** Signs in by the link that opened the page, if one did; answers whether it was good. The secret leaves the address bar at once. */
export async function signInByLink(): Promise<boolean> {
  const code = /^#sign-in=([\w-]+)$/.exec(location.hash)?.[1];
  if (code === undefined) return true;
  history.replaceState(null, '', location.pathname + location.search);
  return redeem('/api/auth/link', { code });
}

/** The header that says who asks, refreshed when it is about to expire; empty for nobody. */
export async function authorization(): Promise<Record<string, string>> {
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return {};
  const tokens = JSON.parse(kept) as Tokens;
  if (Date.parse(tokens.expires_at) - SOON_MS < Date.now())
    await redeem('/api/auth/refresh', { refresh_token: tokens.refresh_token });
  const { access_token } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Tokens>;
  return access_token === undefined ? {} : { Authorization: `Bearer ${access_token}` };
}

/** Keeps what the server gives for it, for this tab alone. What it gives nothing for is no session any more. */
async function redeem(path: string, body: object): Promise<boolean> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) sessionStorage.setItem(KEY, await response.text());
  else if (response.status === 401) sessionStorage.removeItem(KEY);
  return response.ok;
}
