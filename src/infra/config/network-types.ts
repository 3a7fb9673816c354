import { isIP, isIPv4 } from 'node:net';
import { isAddressOrNetwork } from '../../domain/access/addresses.ts';
import { listOf, parseUrl, Rejected, type ValueType, valueType } from './value-types.ts';

/** An address or name to listen on. */
export function listenAddress(): ValueType<string> {
  return valueType('an IP address or a host name', (value) => {
    const host = value.toLowerCase();
    return isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) ? host : new Rejected('it is neither');
  });
}

/** Whether only this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The address of a running server, without a trailing slash. */
export function serverUrl(): ValueType<string> {
  return valueType('an address http://host[:port] or https://host[:port]', (value) => {
    const url = parseUrl(value);
    if (!url || !isWeb(url)) return new Rejected('it is not such an address', parseUrl(`http://${value}`)?.origin);
    if (url.username || url.password) return new Rejected('an address carries no user and no password', url.origin);
    if (url.pathname !== '/' || url.search || url.hash)
      return new Rejected('only the server is named, no path', url.origin);
    return url.origin;
  });
}

/** The address of an API with its path, without a trailing slash. */
export function apiUrl(): ValueType<string> {
  return valueType('an address http://host[:port][/path] or https://host[:port][/path]', (value) => {
    const url = parseUrl(value);
    if (!url || !isWeb(url)) return new Rejected('it is not such an address', parseUrl(`https://${value}`)?.href);
    const plain = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
    if (url.username || url.password) return new Rejected('an address carries no user and no password', plain);
    return url.search || url.hash ? new Rejected('an address ends with its path', plain) : plain;
  });
}

/** Exact origins of browser pages that may call the API. */
export function origins(): ValueType<readonly string[]> {
  return listOf('a comma separated list of exact origins, scheme://host[:port]', (item) => {
    if (item.includes('*')) return new Rejected(`"${item}": wildcards are refused, name every origin`);
    const url = parseUrl(item);
    if (!url || !isWeb(url)) return new Rejected(`"${item}" is not an http or https origin`);
    const exact = item.toLowerCase() === url.origin;
    return exact ? url.origin : new Rejected('an origin is only scheme://host[:port]', url.origin);
  });
}

/** Names of the server besides loopback, as in the Host header. */
export function hosts(): ValueType<readonly string[]> {
  const host = /^(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9._-]*[a-z0-9])?)(:\d{1,5})?$/;
  return listOf('a comma separated list of host[:port]', (item) => {
    if (host.test(item.toLowerCase())) return item.toLowerCase();
    if (item.includes('*')) return new Rejected(`"${item}": wildcards are refused, name every host`);
    return new Rejected(`"${item}" is not host[:port]`, parseUrl(item)?.host || undefined);
  });
}

/** Trusted addresses and networks. A network of all addresses is refused. */
export function networks(): ValueType<readonly string[]> {
  return listOf('a comma separated list of IP addresses and networks such as 10.0.0.0/8', (item) => {
    if (!isAddressOrNetwork(item)) return new Rejected(`"${item}" is neither an IP address nor a network`);
    if (/\/0+$/.test(item)) return new Rejected(`"${item}" would trust everybody`);
    return item;
  });
}

/** The address of a PostgreSQL database, passed on unchanged. */
export function postgresUrl(): ValueType<string> {
  return valueType('a PostgreSQL address, postgres://… or postgresql://…', (value) => {
    if (!/^postgres(ql)?:\/\//.test(value)) return new Rejected('Aragora stores in PostgreSQL only');
    const hint = 'it cannot be read; special characters in the password are percent-encoded (@ is %40)';
    return URL.canParse(value) ? value : new Rejected(hint);
  });
}

/** The address of a Redis server, passed on unchanged. Its path is the number of a database. */
export function redisUrl(): ValueType<string> {
  return valueType(
    'a Redis address, redis://… or rediss://… (TLS), with the number of a database or without',
    (value) => {
      if (!/^rediss?:\/\//.test(value)) return new Rejected('it is not such an address');
      const url = parseUrl(value);
      if (!url)
        return new Rejected('it cannot be read; special characters in the password are percent-encoded (@ is %40)');
      if (!url.hostname) return new Rejected('it names no host');
      if (!/^\/?\d*$/.test(url.pathname)) return new Rejected('its path is the number of a database, or nothing');
      return url.search || url.hash ? new Rejected('it ends with the number of the database') : value;
    },
  );
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
