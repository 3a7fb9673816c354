const MAX_LENGTH = 2_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the connection is private: over TLS, or within this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/**
 * Whether a browser may be sent to this address. The host, with any port that is not the default port, must be in the list.
 * The address must be in normal form, so that two programs cannot read it differently: no capitals in the host, no
 * backslashes, no user, no tabs, no default port.
 */
export function isReturnAddress(text: string, allowedHosts: readonly string[]): boolean {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.href !== text && url.href !== `${text}/`) return false;
  if (url.username || url.password || text.includes('#') || text.includes('\\')) return false;
  return isPrivate(url) && allowedHosts.includes(url.host);
}
