import type { IncomingMessage } from 'node:http';

/** Headers that say one thing. Node reads the first of two, a proxy in front may have read the last. */
const SINGLE: ReadonlySet<string> = new Set([
  ...['host', 'origin', 'content-type', 'content-length', 'content-encoding', 'upgrade'],
  ...['sec-websocket-key', 'sec-websocket-version', 'idempotency-key', 'last-event-id'],
]);
const NO_HOST = 'The request has no header host. Send the name of this server.';
const TWO_HOSTS = 'The request names one host in its address and another in its header host. Name one.';
const ENCODED = 'The server reads bodies in the transfer encoding `chunked` alone.';
const AUTHORITY = /^https?:\/\/([^/?#]*)/i;

/**
 * Why a request with this head is refused: it names no host or two, has a header twice that may be there once, or a body in
 * an encoding that is not undone.
 */
export function faultOfHead({ url = '/', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>) {
  const seen = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (name === 'transfer-encoding' && value.toLowerCase() !== 'chunked') return ENCODED;
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return `The request has the header ${name} twice. Send it once.`;
    seen.set(name, value);
  }
  const host = seen.get('host');
  if (host === undefined) return NO_HOST;
  return isOfOtherHost(url, host) ? TWO_HOSTS : undefined;
}

/** An address with a scheme, as clients send it to proxies, names the host too, and the origin is checked by the header. */
function isOfOtherHost(url: string, host: string): boolean {
  if (url.startsWith('/') || url === '*') return false;
  return AUTHORITY.exec(url)?.[1]?.toLowerCase() !== host.toLowerCase();
}
