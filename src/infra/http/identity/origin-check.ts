import type { IncomingHttpHeaders } from 'node:http';

export interface OriginCheckOptions {
  /** Further names (`host` or `host:port`) under which the server may be addressed. */
  readonly allowedHosts: readonly string[];
  /** Further origins whose pages may call the API. */
  readonly allowedOrigins: readonly string[];
  /** The ports this server listens on; pages from one of them may call the others. */
  readonly ownPorts: ReadonlySet<string>;
  /** Whether pages of every port of this machine may call: in development. */
  readonly allowsLoopback: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Why the request is refused, or undefined. A browser may reach a server that strangers cannot, and a web page must not use
 * that: `Origin` refuses pages of other origins, `Host` refuses pages whose own name points here (DNS rebinding).
 */
export function originRefusal(headers: IncomingHttpHeaders, options: OriginCheckOptions): string | undefined {
  const host = headers.host ?? '';
  if (!isAllowedHost(host, options.allowedHosts)) {
    return `This server does not answer to the name "${shorten(host)}". Use localhost, or add it to ARAGORA_ALLOWED_HOSTS.`;
  }
  const { origin } = headers;
  if (origin === undefined || isAllowedOrigin(origin, host, options)) return undefined;
  return `Pages of ${shorten(origin)} may not call this server. To let them, add that origin to ARAGORA_ALLOWED_ORIGINS.`;
}

function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = nameOf(host);
  return LOOPBACK.test(name) || allowed.includes(name) || allowed.includes(host.toLowerCase());
}

function isAllowedOrigin(origin: string, host: string, options: OriginCheckOptions): boolean {
  const { allowedOrigins, ownPorts, allowsLoopback } = options;
  if (allowedOrigins.includes(origin)) return true;
  const [, from] = /^https?:\/\/(.+)$/.exec(origin) ?? [];
  if (from === undefined) return false;
  if (allowsLoopback && LOOPBACK.test(nameOf(from))) return true;
  return from === host || (nameOf(from) === nameOf(host) && ownPorts.has(from.slice(nameOf(from).length + 1)));
}

/** The host without its port, in lower case. */
function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function shorten(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
