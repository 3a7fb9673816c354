import ipaddr from 'ipaddr.js';

/** Of the eight parts of an IPv6 address, those that its network has: whoever has one address of that has them all. */
const NETWORK_PARTS = 4;

/** What callers at an address are counted under: the address, or the network of 64 bits of an IPv6 one. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, NETWORK_PARTS);
  return parts.map((part) => part.toString(16)).join(':');
}
