const MAX_LENGTH = 2_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the way there is private: over TLS, or on this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/**
 * Whether a browser may be sent to this address: its host, with its port unless that is the usual one, is exactly one of
 * those allowed. Only the normal form of an address will do, which leaves nothing that two programs could read
 * differently: no capitals in the host, no backslashes, no user, no tabs, no usual port.
 */
export function isReturnAddress(text: string, allowedHosts: readonly string[]): boolean {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.href !== text && url.href !== `${text}/`) return false;
  if (url.username || url.password || text.includes('#') || text.includes('\\')) return false;
  return isPrivate(url) && allowedHosts.includes(url.host);
}
