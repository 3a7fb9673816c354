import ipaddr from 'ipaddr.js';

/** How many of the eight parts of an IPv6 address name its network: a client with one address of it has them all. */
const NETWORK_PARTS = 4;

/** The key under which an address is counted: itself, or the 64-bit network of an IPv6 address. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, NETWORK_PARTS);
  return parts.map((part) => part.toString(16)).join(':');
}
